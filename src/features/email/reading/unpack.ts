/** Opens what a message wraps its words and files in, and says what it found: winmail.dat, signatures, invitations, invoices. */
import { createHash } from 'node:crypto';
import { cleanText } from '../../../lib/text.ts';
import type { Zone } from '../../../lib/time.ts';
import type { InboundEmail, MailFile } from '../model.ts';
import { readInvitation } from './calendar.ts';
import { readContents } from './contents.ts';
import type { Findings, Mark } from './findings.ts';
import { textFromHtml } from './html.ts';
import { readInvoice } from './invoices.ts';
import { fileName, isShown, kindOfType, nameByType } from './mail-files.ts';
import { readSmime } from './smime.ts';
import { readTnef, type Tnef, type TnefFile } from './tnef.ts';

export interface Body {
  text: string;
  html: string | null;
  files: MailFile[];
}

export interface Unpacked extends Body {
  findings: Findings;
}

/** Wrappings within wrappings. */
const maxDepth = 3;
/** Times of a calendar that name no zone are meant in the customer's, and customers are here. */
const zone: Zone = 'Europe/Prague';

/** @param parse reads the message inside a signature */
export async function unpack(
  body: Body,
  depth: number,
  parse: (raw: Buffer) => Promise<InboundEmail>,
): Promise<Unpacked> {
  const marks = new Set<Mark>();
  const opened = openClearSigned(body.text, marks);
  const unpacked: Unpacked = { ...body, text: opened, files: [], findings: { marks: [], invitation: null } };
  for (const file of body.files) {
    if (file.kind === 'signature') marks.add('signed');
    const inside = file.kind === 'encrypted' && depth < maxDepth ? await openSmime(file, parse) : null;
    if (inside) {
      marks.add('signed');
      for (const mark of inside.findings.marks) marks.add(mark);
      addWords(unpacked, inside);
      unpacked.findings.invitation ??= inside.findings.invitation;
      unpacked.files.push({ ...file, kind: 'signature' }, ...inside.files);
      continue;
    }
    if (file.kind === 'encrypted') marks.add('encrypted');
    // Before the letter itself PGP sends a part that says which version it is.
    if (file.type === 'application/pgp-encrypted' && file.size < 100) file.kind = 'signature';
    unpacked.files.push(file, ...(file.kind === 'winmail' ? openWinmail(file, unpacked) : []));
  }
  for (const file of unpacked.files) {
    if (file.kind === 'invitation') {
      // The library throws on a time that is none; the mail around it must be read all the same.
      const invitation = await readInvitation(file.content, zone).catch(() => null);
      if (invitation) file.details = { is: 'unpacked' };
      unpacked.findings.invitation ??= invitation;
    } else if (file.kind === 'file') await describe(file).catch(() => {});
  }
  unpacked.findings.marks = [...marks];
  return unpacked;
}

async function openSmime(
  file: MailFile,
  parse: (raw: Buffer) => Promise<InboundEmail>,
): Promise<InboundEmail | null> {
  const found = await readSmime(file.content);
  if (found?.kind !== 'signed' || found.content.length === 0) return null;
  return parse(found.content).catch(() => null);
}

function openWinmail(file: MailFile, into: Unpacked): MailFile[] {
  const tnef = readTnef(file.content);
  if (!tnef) return [];
  const html = tnef.html;
  addWords(into, { text: cleanText(tnef.text) || (html ? textFromHtml(html) : ''), html });
  const all = tnef.files.map((one, index) => fileFromTnef(one, index + 1, tnef));
  // A mail within it is there twice now and then.
  const files = all.filter(
    (one, index) => all.findIndex(({ sha256, name }) => sha256 === one.sha256 && name === one.name) === index,
  );
  // Everything in it stands beside it now.
  if (files.length > 0 || tnef.text || html) file.details = { is: 'unpacked' };
  return files;
}

/** What a wrapping says counts where the message around it says nothing. */
function addWords(into: Body, { text, html }: Pick<Tnef, 'text' | 'html'>): void {
  if (into.text.trim() === '') into.text = text;
  into.html ??= html;
}

function fileFromTnef(file: TnefFile, number: number, { html }: Tnef): MailFile {
  const { content, contentId } = file;
  const type = file.type || 'application/octet-stream';
  return {
    name: fileName(file.name, type, number),
    type,
    kind: kindOfType(type, file.name) ?? (isShown(content, type, contentId, html) ? 'inline' : 'file'),
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    content,
    details: null,
  };
}

async function describe(file: MailFile): Promise<void> {
  const { type, danger, inside } = await readContents(file.name, file.type, file.content);
  file.type = type;
  file.name = nameByType(file.name, type);
  if (type === 'application/pgp-encrypted') {
    file.kind = 'encrypted';
    return;
  }
  if (danger) {
    file.kind = 'unsafe';
    file.details = { is: 'unsafe', danger, inside };
    return;
  }
  const invoice = await readInvoice(file.name, type, file.content);
  if (!invoice) return;
  file.kind = 'invoice';
  file.details = { is: 'invoice', ...invoice };
}

const armor = {
  signed:
    /^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[\w-]+:[^\n]*\n)*\n([\s\S]*?)\n-----BEGIN PGP SIGNATURE-----[\s\S]*?-----END PGP SIGNATURE-----/m,
  encrypted: /^-----BEGIN PGP MESSAGE-----$/m,
};

/** PGP written into the text itself. */
function openClearSigned(text: string, marks: Set<Mark>): string {
  if (!text.includes('-----BEGIN PGP')) return text;
  if (armor.encrypted.test(text)) marks.add('encrypted');
  return text.replace(armor.signed, (_whole, words: string) => {
    marks.add('signed');
    return words.replace(/^- /gm, '');
  });
}
