import { fullTimeOf, myZone } from '../state/clock.js';

/** `Petr Říha <riha@stavby.example>` in its parts; an address alone is its own name. */
export function personIn(text) {
  const found = /^\s*"?([^"<]*?)"?\s*<([^>]+)>/.exec(text ?? '');
  const address = (found?.[2] ?? text ?? '').split(',')[0].trim();
  return { name: found?.[1] || address, address };
}

export const addressOf = ({ name, address }) => (name && name !== address ? `${name} <${address}>` : address);

export const emptyMail = (senders, addresses) => ({
  title: 'New mail',
  from: addressOf(senders.find((one) => !one.colleague) ?? senders[0] ?? { address: '' }),
  to: addresses[0] ?? '',
  cc: '',
  bcc: '',
  subject: '',
  text: '',
  attachments: [],
});

/** How mail programs quote and forward, in the languages they speak here. */
export const programs = [
  {
    id: 'gmail-cs',
    name: 'Gmail, Czech',
    forward: gmailForward,
    reply: gmailReply('odesílatel', 'napsal:', 'v'),
  },
  { id: 'outlook-cs', name: 'Outlook, Czech', forward: outlook, reply: outlook },
  { id: 'outlook-sk', name: 'Outlook, Slovak', forward: outlookSk, reply: outlookSk },
  {
    id: 'gmail-en',
    name: 'Gmail, English',
    forward: gmailForwardEn,
    reply: (mail) => `On ${fullTimeOf(at(mail))} ${mail.from} wrote:\n\n${quoted(mail)}`,
  },
];

const at = (mail) => Date.parse(mail.at) / 1000;
const quoted = (mail) =>
  mail.text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

const dateIn = (locale, options) => (mail) =>
  new Intl.DateTimeFormat(locale, { timeZone: myZone(), ...options }).format(new Date(mail.at));
const short = { weekday: 'short', day: 'numeric', month: 'numeric', year: 'numeric' };
const clock = { hour: 'numeric', minute: '2-digit' };
const long = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
};
const dayCs = dateIn('cs-CZ', short);
const timeCs = dateIn('cs-CZ', clock);
const longCs = dateIn('cs-CZ', long);
const longSk = dateIn('sk-SK', long);

function gmailReply(sender, wrote, on) {
  return (mail) => `${dayCs(mail)} ${on} ${timeCs(mail)} ${sender} ${mail.from} ${wrote}\n\n${quoted(mail)}`;
}

const forwarded = '---------- Forwarded message ---------';
const below = (lines, mail, space) => `${lines.filter(Boolean).join('\n')}${space}${mail.text}`;

function gmailForward(mail) {
  const date = `Date: ${dayCs(mail)} v ${timeCs(mail)}`;
  const lines = [forwarded, `Od: ${mail.from}`, date, `Subject: ${mail.subject}`, `To: ${mail.to}`];
  return below(lines, mail, '\n\n\n');
}

function gmailForwardEn(mail) {
  const date = `Date: ${fullTimeOf(at(mail))}`;
  const lines = [forwarded, `From: ${mail.from}`, date, `Subject: ${mail.subject}`, `To: ${mail.to}`];
  return below(lines, mail, '\n\n\n');
}

function outlook(mail) {
  const copy = mail.cc && `Kopie: ${mail.cc}`;
  const head = ['-----Původní zpráva-----', `Od: ${mail.from}`, `Odesláno: ${longCs(mail)}`];
  return below([...head, `Komu: ${mail.to}`, copy, `Předmět: ${mail.subject}`], mail, '\n\n');
}

function outlookSk(mail) {
  const copy = mail.cc && `Kópia: ${mail.cc}`;
  const head = ['-----Pôvodná správa-----', `Od: ${mail.from}`, `Odoslané: ${longSk(mail)}`];
  return below([...head, `Komu: ${mail.to}`, copy, `Predmet: ${mail.subject}`], mail, '\n\n');
}

const again = (mark, subject) =>
  new RegExp(`^${mark}:`, 'i').test(subject) ? subject : `${mark}: ${subject}`;

/** Who answers or forwards a mail: the one of those it was for whom we know, else a colleague. */
function holderOf(mail, senders) {
  const read = [mail.to, mail.cc, mail.bcc].filter(Boolean).join(',');
  const known = senders.find((one) => read.includes(one.address)) ?? senders.find((one) => one.colleague);
  return known ? addressOf(known) : mail.to.split(',')[0].trim();
}

/** A reply from the one it was written to. */
export const replyTo = (mail, all, senders) => ({
  title: 'Reply',
  from: holderOf(mail, senders),
  to: mail.from,
  cc: all ? [...mail.to.split(',').slice(1), mail.cc].filter(Boolean).join(', ').trim() : '',
  bcc: '',
  subject: again('Re', mail.subject),
  text: '',
  attachments: [],
  inReplyTo: mail.id,
  original: mail,
  quoteAs: 'reply',
});

/** A forward by the one who got it, files included. */
export const forwardOf = (mail, senders) => ({
  title: 'Forward',
  from: holderOf(mail, senders),
  to: '',
  cc: '',
  bcc: '',
  subject: again('Fwd', mail.subject),
  text: '',
  attachments: mail.attachments ?? [],
  original: mail,
  quoteAs: 'forward',
});
