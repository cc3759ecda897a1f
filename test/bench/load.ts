/** Fifty requests a second as people make them: begun on the beat, whether the ones before were answered or not. */
import { monotonic, sleep } from '../../src/lib/time.ts';
import type { Driver, Message, Sandbox } from '../../src/sandbox/protocol.ts';
import { type Samples, samplesOf } from './samples.ts';
import { peopleCount, slackIdOf } from './seed.ts';

export interface LoadPlan {
  seconds: number;
  perSecond: number;
  /** people: what they do in a day; commands: one command after another, for an app that only acknowledges */
  mix: 'people' | 'commands';
  /** numbers of deals that everybody may see */
  deals: number[];
  /** of the command, where the mix is commands */
  text?: string;
}

export interface Loaded {
  samples: Samples;
  /** what the sandbox says was broken, and what people could not do */
  troubles: string[];
  perSecond: number;
}

interface Doing {
  /** requests that it makes */
  requests: number;
  /** done in a form that is open already */
  typing?: boolean;
  run(person: Driver, turn: number): Promise<unknown>;
}

const searched = ['most', 'kovo', 'ocel', 'brno', 'zam', 'drev', 'str', 'plz', 'mo', 'lak'];

/** Of fifty: 12 lists, 10 cards, 8 windows, 10 keystrokes of a type-ahead, 4 forms opened and saved, 2 Homes. */
const beat = (deals: number[], lists: Map<Driver, Message>): Doing[] => {
  const number = (turn: number) => deals[(turn * 7919) % deals.length] as number;
  const list: Doing = { requests: 1, run: (person) => person.command('/deal', '', obchod) };
  const card: Doing = {
    requests: 1,
    run: (person, turn) => person.command('/deal', String(number(turn)), obchod),
  };
  const window: Doing = {
    requests: 1,
    async run(person, turn) {
      const message = lists.get(person);
      // Of so few deals in the small firm not everybody has one to open.
      if (!message) return card.run(person, turn);
      await person.click(message, /^deals\.open/);
      await person.modal();
      await person.close();
    },
  };
  const keystroke: Doing = {
    requests: 1,
    typing: true,
    async run(person, turn) {
      const view = person.modals().at(-1);
      if (view) await person.typeAhead(view, 'companies.pick', searched[turn % searched.length] as string);
    },
  };
  const form: Doing = {
    requests: 2,
    async run(person, turn) {
      await person.command('/deal', 'new', obchod);
      await person.modal();
      await person.fill({ name: `Výstavba haly Brno ${turn}`, value: `${turn % 90} 500 000 Kč` });
      const { outcome } = await person.submit();
      if (outcome === 'errors') throw new Error('a form was refused');
    },
  };
  const log: Doing = {
    requests: 2,
    async run(person, turn) {
      await person.command('/log', `D-${number(turn)}`, obchod);
      await person.modal();
      await person.fill({ text: `Domluven termín montáže ${turn}.` });
      const { outcome } = await person.submit();
      if (outcome === 'errors') throw new Error('a form was refused');
    },
  };
  const home: Doing = { requests: 1, run: (person) => person.openHome() };
  const parts: [Doing, number][] = [
    [list, 12],
    [card, 10],
    [window, 8],
    [keystroke, 10],
    [form, 2],
    [log, 2],
    [home, 2],
  ];
  const all = parts.flatMap(([doing, times]) => Array.from({ length: times }, () => doing));
  // Spread evenly: 7 has no common divisor with their number.
  return all.map((_, index) => all[(index * 7) % all.length] as Doing);
};

const obchod = { channel: '#obchod' };
/** Of the people, these only type: their form stays open. */
const typists = 30;

export async function runLoad(slack: Sandbox, plan: LoadPlan): Promise<Loaded> {
  const troublesBefore = slack.troubles.length;
  const failed: string[] = [];
  const people = Array.from({ length: peopleCount }, (_, index) => slack.as(slackIdOf(index + 1)));
  const lists = plan.mix === 'people' ? await getReady(people) : new Map();
  const doings: Doing[] =
    plan.mix === 'people'
      ? beat(plan.deals, lists)
      : [{ requests: 1, run: (person: Driver) => person.command('/deal', plan.text ?? '', obchod) }];
  const busy = new Set<Driver>();
  const free = (typing: boolean, turn: number): Driver | undefined => {
    const from = typing ? people.slice(0, typists) : people.slice(typists);
    for (let tries = 0; tries < from.length; tries += 1) {
      const person = from[(turn * 13 + tries) % from.length] as Driver;
      if (!busy.has(person)) return person;
    }
    return undefined;
  };
  const startedCall = slack.calls.length;
  const startedRequest = slack.requests.length;
  const start = monotonic();
  let requests = 0;
  for (let turn = 0; monotonic() - start < plan.seconds * 1000; turn += 1) {
    const doing = doings[turn % doings.length] as Doing;
    const due = start + (requests / plan.perSecond) * 1000;
    if (due > monotonic()) await sleep(due - monotonic());
    requests += doing.requests;
    const person = free(doing.typing ?? false, turn);
    if (!person) {
      failed.push('everybody was waiting for an answer');
      continue;
    }
    busy.add(person);
    doing
      .run(person, turn)
      .catch((error) => failed.push(String(error)))
      .finally(() => busy.delete(person));
  }
  for (const from = monotonic(); busy.size > 0 && monotonic() - from < 10_000; ) await sleep(20);
  await sleep(500);
  const sent = slack.requests.slice(startedRequest);
  const troubles = slack.troubles
    .slice(troublesBefore)
    .map(({ of, code, detail }) => `${of}: ${code} ${detail}`);
  return {
    samples: samplesOf(sent, slack.calls.slice(startedCall)),
    troubles: [...troubles, ...failed],
    perSecond: sent.length / plan.seconds,
  };
}

/** Everybody who has a deal has a list in front of them, the typists an open form. */
async function getReady(people: Driver[]): Promise<Map<Driver, Message>> {
  const lists = new Map<Driver, Message>();
  for (const person of people.slice(0, typists)) {
    if (person.modals().length > 0) continue;
    await person.command('/deal', 'new', obchod);
    await person.modal();
  }
  for (const person of people.slice(typists)) {
    while (person.modals().length > 0) await person.close();
    const before = person.lastEphemeral('obchod')?.ts;
    await person.command('/deal', '', obchod);
    const list = () => {
      const last = person.lastEphemeral('obchod');
      return last?.ts === before ? null : last;
    };
    const shown = await person.until(list, 'a list', 10_000);
    if (JSON.stringify(shown.blocks).includes('"deals.open')) lists.set(person, shown);
  }
  return lists;
}
