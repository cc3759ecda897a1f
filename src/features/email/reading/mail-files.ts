import { cleanLine, cut } from '../../../lib/text.ts';
import type { FileKind, MailFile } from '../model.ts';
import { decodeEntities } from './html.ts';

/** An attachment as the parser describes it, with what was collected of it. */
export interface CollectedPart {
  filename?: string;
  /** false without a readable Content-Type, whatever the library's types say */
  contentType: string | false;
  /** the Content-ID without its brackets */
  cid?: string;
  content: Buffer;
  size: number;
  /** SHA-256, hex */
  checksum: string;
  path?: string;
}

/** A message's attachments as files, in order; embedded pictures are told from real files by their use and size. */
export function mailFiles(attachments: CollectedPart[], html: string | null): MailFile[] {
  return attachments.map((attachment, index) => {
    const type = (attachment.contentType || 'application/octet-stream').toLowerCase();
    return {
      name: fileName(attachment.filename, type, index + 1),
      type,
      kind: kindOf(attachment, type, html),
      size: attachment.size,
      sha256: attachment.checksum,
      content: attachment.content,
      ...(attachment.path ? { path: attachment.path } : {}),
      details: null,
    };
  });
}

/** Pictures below this many bytes that the HTML shows are signature logos and icons, not documents. */
const logoBytes = 30_000;
/** A picture this small is a tracking pixel or a line, shown or not. */
const pixelBytes = 400;

function kindOf({ filename, cid, content }: CollectedPart, type: string, html: string | null): FileKind {
  return kindOfType(type, filename ?? '') ?? (isShown(content, type, cid ?? null, html) ? 'inline' : 'file');
}

/** What the declared type or a name of the standards says; null for any other file. */
export function kindOfType(type: string, written: string): FileKind | null {
  const name = written.toLowerCase();
  const exact = kindByType[type];
  if (exact) return exact;
  if (name === 'winmail.dat') return 'winmail';
  if (name.endsWith('.eml') && (type === 'application/octet-stream' || type.startsWith('text/')))
    return 'message';
  if (name.endsWith('.ics')) return 'invitation';
  if (name === 'smime.p7s') return 'signature';
  return name === 'smime.p7m' ? 'encrypted' : null;
}

/** A picture of the text's own: a logo, an icon, a line, a tracking pixel. */
export function isShown(
  { length }: Buffer,
  type: string,
  contentId: string | null,
  html: string | null,
): boolean {
  if (!type.startsWith('image/')) return false;
  return (
    length <= pixelBytes ||
    (length < logoBytes && contentId !== null && (html ?? '').includes(`cid:${contentId}`))
  );
}

const kindByType: Record<string, FileKind> = {
  'message/rfc822': 'message',
  'message/global': 'message',
  'text/calendar': 'invitation',
  'application/ics': 'invitation',
  'message/delivery-status': 'report',
  'message/feedback-report': 'report',
  'message/disposition-notification': 'report',
  'text/rfc822-headers': 'report',
  'application/pkcs7-signature': 'signature',
  'application/x-pkcs7-signature': 'signature',
  'application/pgp-signature': 'signature',
  'application/pgp-keys': 'signature',
  'application/pkcs7-mime': 'encrypted',
  'application/x-pkcs7-mime': 'encrypted',
  'application/pgp-encrypted': 'encrypted',
  'application/ms-tnef': 'winmail',
  'application/vnd.ms-tnef': 'winmail',
};

const extensions: Record<string, string> = {
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
  'text/calendar': 'ics',
  'message/rfc822': 'eml',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
  'image/tiff': 'tif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/rtf': 'rtf',
  'application/xml': 'xml',
  'text/xml': 'xml',
};

/** Web forms write letters as HTML does, and some programs quote with apostrophes. */
const unescapedName = (written: string): string =>
  (/&#x?[0-9a-f]{2,6};/i.test(written) ? decodeEntities(written) : written).replace(/^'(.*)'$/, '$1');

const longestName = 200;

/** The ending tells what runs when it is opened. */
function shortened(name: string): string {
  const ending = /\.[^.\s]{1,20}[.\s]*$/.exec(name)?.[0] ?? '';
  return [...name].length <= longestName
    ? name
    : `${cut(name.slice(0, name.length - ending.length), longestName - ending.length)}${ending}`;
}

/** A name that we gave, with the ending that the bytes ask for. */
export const nameByType = (name: string, type: string): string =>
  /^(?:attachment|image|message)-\d+\.bin$/.test(name) && extensions[type]
    ? name.replace(/bin$/, extensions[type])
    : name;

export function fileName(written: string | undefined, type: string, number: number): string {
  // Some senders put a whole Windows or Unix path into the name.
  const last = cleanLine(unescapedName(written ?? ''))
    .split(/[\\/]/)
    .findLast((part) => part !== '' && !/^\.+$/.test(part));
  if (last) return shortened(last);
  const [kind = 'file'] = type.split('/');
  const stem = kind === 'image' || kind === 'message' ? kind : 'attachment';
  return `${stem}-${number}.${extensions[type] ?? 'bin'}`;
}
