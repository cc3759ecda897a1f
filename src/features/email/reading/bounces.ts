/** Which addresses a delivery report gives up, and why. A report of a delay, or about the message itself, names none. */
import { fold } from '../../../lib/text.ts';
import type { BounceReason } from '../../contacts/model.ts';
import { isOwn, looksLikeAddress, normalizeAddress, type OwnSide } from '../addresses.ts';
import type { InboundEmail } from '../model.ts';
import type { Bounced } from './findings.ts';

/** Nobody writes to so many at once by hand: a list of addresses is no proof of anything. */
const mostAddresses = 20;

export function readBounces(email: InboundEmail, own: OwnSide): Bounced[] {
  const reports = email.files.filter(({ type }) => type === 'message/delivery-status');
  const found =
    reports.length > 0
      ? reports.flatMap(({ content }) => fromReport(content.toString('utf8')))
      : fromWords(email);
  const others = found.filter(({ address }) => looksLikeAddress(address) && !isOwn(address, own));
  return others
    .filter(({ address }, index) => others.findIndex((one) => one.address === address) === index)
    .slice(0, mostAddresses);
}

/** RFC 3464: fields of the message, then a block of fields for each recipient. */
const fromReport = (report: string): Bounced[] =>
  blocksOf(decoded(report)).flatMap((fields) => {
    const recipient = fields.get('original-recipient') ?? fields.get('final-recipient');
    const diagnostic = fields.get('diagnostic-code') ?? '';
    // A server that knows no enhanced codes writes 5.0.0; its words may hold a better one.
    const written = statusIn(fields.get('status') ?? '');
    const said = statusIn(diagnostic);
    const status = written === null || written === '5.0.0' ? (said ?? written) : written;
    const action = fields.get('action') ?? (status?.startsWith('5') ? 'failed' : '');
    if (!recipient || !/^failed\b/i.test(action)) return [];
    return bounced(normalizeAddress(recipient.replace(/^[^;]*;/, '')), status, diagnostic);
  });

/** Some gateways pass the recipients on in base64, with a header of their own in the middle. */
function decoded(report: string): string {
  const text = report.replace(/\r\n?/g, '\n');
  const [, before, packed] =
    /^([\s\S]*?^Content-Transfer-Encoding:\s*base64[\s\S]*?)\n\n([A-Za-z0-9+/=\n]+)\s*$/im.exec(text) ?? [];
  return packed === undefined ? text : `${before}\n\n${Buffer.from(packed, 'base64').toString('utf8')}`;
}

/** Blocks end at an empty line; where a server left it out, at a field that the block has already. */
function blocksOf(report: string): Map<string, string>[] {
  const blocks = [new Map<string, string>()];
  for (const line of report.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (line.trim() === '') blocks.push(new Map());
    else if (name !== undefined && value !== undefined) {
      const field = name.toLowerCase();
      if (blocks.at(-1)?.has(field)) blocks.push(new Map());
      blocks.at(-1)?.set(field, value.trim());
    }
  }
  return blocks;
}

function bounced(address: string, status: string | null, words: string): Bounced[] {
  if (status !== null && !status.startsWith('5')) return [];
  if (status !== null && aboutTheMessage.test(status)) return [];
  return [{ address, why: reasonOf(status, fold(words)), status }];
}

/** Too large, or in a form that the server refuses: the address itself is fine. */
const aboutTheMessage = /^5\.(2\.3|3\.4|6\.\d+)$/;

function reasonOf(status: string | null, words: string): BounceReason {
  for (const [pattern, why] of byStatus) if (status && pattern.test(status)) return why;
  for (const [pattern, why] of byWords) if (pattern.test(words)) return why;
  return status?.startsWith('5.7') ? 'refused' : 'other';
}

const byStatus: [RegExp, BounceReason][] = [
  [/^5\.1\.(1|3|6|10)$/, 'noSuchAddress'],
  [/^5\.(1\.2|4\.4)$/, 'noSuchDomain'],
  [/^5\.2\.2$/, 'full'],
  [/^5\.2\.1$/, 'disabled'],
];

// Folded: lower case, without diacritics.
const byWords: [RegExp, BounceReason][] = [
  [
    /(mailbox|inbox|schranka|postfach).{0,30}(full|pln|voll)|(over|exceed\w*) (the )?(storage )?quota|quota exceeded|prekrocen\w* (kvot|velikost schranky)/,
    'full',
  ],
  [
    /(user|recipient|mailbox|address|account)( \S+){0,4} (unknown|not found|not exist|does ?n.t exist|does not exist|couldn.t be found|unavailable|rejected)|unknown (user|recipient|mailbox|address)|no ?such ?(user|mailbox|recipient|address|person)|wasn.t found|could ?n.t be found|invalid (recipient|mailbox)|(adres|schrank|uzivatel|prijemc|pouzivatel)\S*( \S+){0,4} (neexistuj|neznam|nebyl[aoiy]? nalezen|nenalezen|nenasl|nebol[aoiy]? najden|nie je zname|neni znam)|neexistuj\w+ (adres|schrank|prijemc|uzivatel)|(empfanger|adresse|benutzer)\S*( \S+){0,4} (unbekannt|nicht gefunden|existiert nicht)/,
    'noSuchAddress',
  ],
  [
    /(host|domain|domen)\S*( \S+){0,3} (not found|unknown|does not exist|neexistuj|nenalezen|nebyla nalezena|nebola najdena|nicht gefunden)|unrouteable (mail )?domain|nxdomain|null mx|no mx/,
    'noSuchDomain',
  ],
  [
    /(account|mailbox|schranka|ucet)( \S+){0,3} (disabled|inactive|suspended|zrusen|zablokovan|neaktivn|deaktivovan)/,
    'disabled',
  ],
  [/(refused|rejected|blocked|denied|odmitn|zamitnut|odmietnut|abgelehnt)/, 'refused'],
];

const statusIn = (words: string): string | null => /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0] ?? null;

/** Below it stands the message that came back, whose addresses are not meant. */
const copyBelow =
  /^(-{2,}.{0,60}(copy of|original|puvodni|povodn|below this line|undelivered|ursprungliche).*|return-path:.*|received:.*|reporting-mta:.*|original message headers:.*|puvodni (zprava|zahlavi|hlavicky).*|diagnosticke informace.*|diagnostic information.*|informacie o diagnostike.*)$/;

const failure =
  /nedoruc|nelze dorucit|nepodarilo (se )?(vam )?dorucit|nebol[aoy]? (mozne )?dorucen|nebyl[aoy]? dorucen|nezdaril|undeliver|not delivered|could ?n.t be delivered|could not be delivered|not be delivered|delivery .{0,30}fail|failed permanently|permanent (fatal )?error|wasn.t delivered|was not delivered|konnte nicht zugestellt|unzustellbar|does not exist|neexistuje|nebyla nalezena|nebola najdena|unable to deliver/;
const retries =
  /delayed|will (be )?(retr|keep trying|continue)|still trying|no action is required|do not need to resend|not need to resend|zpozd|opozd|bude (se )?opakov|pokus\S* (se )?znovu|bude (se )?dale pokouset|oneskor|opakovan\w+ pokus|verzoger|temporar|docasn|\(delay\)|pokous\w+ (jeste|o doruceni)/;

/** Servers that write for people only: Google, Exchange, Seznam, qmail, Exim and their kin. */
function fromWords(email: InboundEmail): Bounced[] {
  const lines = email.text.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && copyBelow.test(fold(line)));
  const report = lines.slice(0, end < 0 ? 60 : Math.min(end, 60)).join('\n');
  const folded = fold(`${email.subject}\n${report}`);
  const status = statusIn(report);
  const lasting = status?.startsWith('5') || (failure.test(folded) && !retries.test(folded));
  if (!lasting) return [];
  const named = (email.headers['x-failed-recipients'] ?? []).flatMap((value) => value.split(','));
  const inText = report.match(/[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+\.[^\s<>()[\]"',;:.]{2,}/g) ?? [];
  const addresses = (named.length > 0 ? named : inText).map(normalizeAddress);
  return addresses
    .filter((address) => !/^(mailer-daemon|postmaster|abuse|helpdesk|support|podpora|admin)@/.test(address))
    .slice(0, mostAddresses)
    .flatMap((address) => bounced(address, status, report));
}
