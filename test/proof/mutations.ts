/** Ways in which a mail goes wrong on its way, or is written to do harm; the same for the same seed. */

/** From 0 to 1, the same sequence for the same seed. */
export type Chance = () => number;

export function chanceOf(seed: number): Chance {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
  };
}

const hostile = [
  '\0',
  '\r',
  '\r\n\r\n',
  '--',
  '=?utf-8?B?',
  '=?iso-2022-jp?Q?=1B?=',
  '"',
  '<',
  '>>>>>>>>',
  ';',
  'charset=utf-7',
  'Content-Type: multipart/mixed; boundary=""\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Type: message/rfc822\r\n\r\n',
  'Date: 99 Foo 99999 99:99:99 +9999\r\n',
  '\u00ff\u00fe',
  '<div>'.repeat(500),
  '> '.repeat(2000),
  'a@'.repeat(1000),
];

type Mutation = (raw: Buffer, chance: Chance, other: Buffer) => Buffer;

const place = (raw: Buffer, chance: Chance): number => Math.floor(chance() * (raw.length + 1));
const splice = (raw: Buffer, from: number, to: number, put: Buffer): Buffer =>
  Buffer.concat([raw.subarray(0, from), put, raw.subarray(to)]);

const mutations: Mutation[] = [
  // a byte becomes another
  (raw, chance) => splice(raw, ...ends(raw, chance, 1), Buffer.of(Math.floor(chance() * 256))),
  // a stretch is lost
  (raw, chance) => splice(raw, ...ends(raw, chance, 400), Buffer.alloc(0)),
  // a stretch comes twice
  (raw, chance) => {
    const [from, to] = ends(raw, chance, 400);
    return splice(raw, to, to, raw.subarray(from, to));
  },
  // the rest never came
  (raw, chance) => raw.subarray(0, place(raw, chance)),
  // something hostile
  (raw, chance) => {
    const at = place(raw, chance);
    return splice(raw, at, at, Buffer.from(pick(hostile, chance), 'latin1'));
  },
  // it ends as another mail does
  (raw, chance, other) =>
    Buffer.concat([raw.subarray(0, place(raw, chance)), other.subarray(place(other, chance))]),
  // a line goes elsewhere
  (raw, chance) => {
    const lines = raw.toString('latin1').split('\n');
    const [line = ''] = lines.splice(Math.floor(chance() * lines.length), 1);
    lines.splice(Math.floor(chance() * lines.length), 0, line);
    return Buffer.from(lines.join('\n'), 'latin1');
  },
];

function ends(raw: Buffer, chance: Chance, most: number): [number, number] {
  const from = place(raw, chance);
  return [from, Math.min(raw.length, from + Math.ceil(chance() * most))];
}

const pick = <T>(from: T[], chance: Chance): T => from[Math.floor(chance() * from.length)] as T;

/** One to five mutations of one of the mails; mostly with a Message-ID of its own, so that it is not a duplicate. */
export function mutated(mails: Buffer[], chance: Chance, number: number): Buffer {
  let raw = pick(mails, chance);
  if (chance() < 0.85) {
    const renamed = raw.toString('latin1').replace(/^(message-id:\s*<)/im, `$1${number}.`);
    raw = Buffer.from(renamed, 'latin1');
  }
  for (let n = Math.ceil(chance() * 5); n > 0; n -= 1)
    raw = pick(mutations, chance)(raw, chance, pick(mails, chance));
  return raw;
}
