/** A contact as a vCard of version 3, which every phone and mail program reads. */
import { fold } from '../../../lib/text.ts';
import { type Contact, fullName } from '../model.ts';

/** @param notes what whoever opens it must know */
export function writeVCard(contact: Contact, company: string | null, notes: string[]): string {
  const words = contact.name.split(' ');
  const family = words.length > 1 ? (words.at(-1) ?? '') : contact.name;
  const given = words.slice(0, -1).join(' ');
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${[family, given, '', contact.titleBefore ?? '', contact.titleAfter ?? ''].map(escaped).join(';')}`,
    `FN:${escaped(fullName(contact))}`,
    ...(company ? [`ORG:${escaped(company)}`] : []),
    ...(contact.position ? [`TITLE:${escaped(contact.position)}`] : []),
    ...contact.emails.map(
      ({ address }, at) => `EMAIL;TYPE=INTERNET${at === 0 ? ',PREF' : ''}:${escaped(address)}`,
    ),
    ...contact.phones.map(({ number, typed, kind }) => {
      const type = kind === 'mobile' ? 'CELL' : kind === 'office' ? 'WORK,VOICE' : 'VOICE';
      return `TEL;TYPE=${type}:${escaped(number ?? typed)}`;
    }),
    ...notes.map((note) => `NOTE:${escaped(note)}`),
    'END:VCARD',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\n/g, '\\n');

/** At most 75 bytes a line, never in the middle of a letter. */
function folded(line: string): string {
  const parts = [''];
  let bytes = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (bytes + size > 74) {
      parts.push('');
      bytes = 1;
    }
    parts[parts.length - 1] += letter;
    bytes += size;
  }
  return parts.join('\r\n ');
}

/** `petr-riha.vcf` */
export const vcardFile = ({ name }: Pick<Contact, 'name'>): string =>
  `${
    fold(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'contact'
  }.vcf`;
