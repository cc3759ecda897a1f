/** What the bytes of a file are, whatever its name and its sender say. Libraries are loaded for files that need them. */
import type { Danger } from '../../documents/model.ts';
import { readZip } from './zip.ts';

/** Names of files that run when they are opened. */
const programs =
  /\.(exe|com|scr|pif|cpl|dll|ocx|sys|msi|msp|msc|msix|appx|jar|apk|app|dmg|pkg|deb|rpm|gadget|xll|iso|img|vhdx?|cab|diagcab|appinstaller|msu|mst|jnlp)$/i;
const scripts =
  /\.(bat|cmd|vbs?|vbe|jse?|mjs|wsf|wsh|wsc|ps1|ps1xml|psm1|psd1|sh|bash|command|hta|reg|lnk|url|inf|scf|sct|chm|hlp|application|settingcontent-ms|desktop|py|pl|php|rb|one|webloc|website|library-ms|searchconnector-ms|search-ms|theme|themepack|rdp|ws|psc1)$/i;
const macroNames = /\.(docm|dotm|xlsm|xltm|xlam|xlsb|pptm|potm|ppam|ppsm|sldm|mdb|accdb|mde|ade|slk|iqy)$/i;

const programTypes = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/x-msi',
  'application/java-vm',
  'application/x-ms-shortcut',
  'application/vnd.android.package-archive',
  'application/x-apple-diskimage',
  'application/x-iso9660-image',
  'application/vnd.ms-cab-compressed',
  'application/x-deb',
  'application/x-rpm',
]);

export interface Contents {
  /** by the bytes; as declared where the bytes say nothing */
  type: string;
  danger: Danger | null;
  /** the name inside an archive that made it dangerous */
  inside: string | null;
}

/** @param declared the type that the message gives, lower case */
export async function readContents(
  name: string,
  declared: string,
  content: Buffer,
  isInner = false,
): Promise<Contents> {
  const type = await typeOf(declared, content);
  const own = dangerOf(name, type, content);
  if (own) return { type, danger: own, inside: null };
  if (!looksLikeZip(content)) return { type, danger: null, inside: null };
  const names = (await readZip(content))?.names ?? [];
  if (names.some((one) => /(^|\/)vbaProject\.bin$/i.test(one)))
    return { type, danger: 'macros', inside: null };
  // The parts of a document of Office are no files of anybody's.
  if (names.includes('[Content_Types].xml')) return { type, danger: null, inside: null };
  for (const one of names) {
    const danger = dangerOfName(one);
    if (danger) return { type, danger, inside: one };
  }
  return { type, ...(isInner ? nothing : await dangerWithin(content)) };
}

/** Each may be unpacked to megabytes. */
const mostArchives = 5;
const nothing = { danger: null, inside: null };

/** An archive within an archive is where what nobody shall find is put. */
async function dangerWithin(content: Buffer): Promise<Pick<Contents, 'danger' | 'inside'>> {
  let left = mostArchives;
  const archives = await readZip(content, (name) => /\.zip$/i.test(name) && left-- > 0);
  for (const [name, inner] of archives?.files ?? []) {
    const { danger, inside } = await readContents(name, 'application/zip', inner, true);
    if (danger) return { danger, inside: inside ?? name };
  }
  return nothing;
}

const looksLikeZip = (content: Buffer): boolean =>
  content.length > 4 && content.readUInt32LE(0) === 0x04034b50;

function dangerOf(name: string, type: string, content: Buffer): Danger | null {
  if (programTypes.has(type) || content.subarray(0, 2).toString('latin1') === 'MZ') return 'program';
  if (content.subarray(0, 2).toString('latin1') === '#!') return 'script';
  if (pageTypes.has(type) && holdsScript(content)) return 'script';
  if (content.subarray(0, 4).toString('hex') === 'd0cf11e0' && holdsMacros(content)) return 'macros';
  return dangerOfName(name);
}

function dangerOfName(name: string): Danger | null {
  // Windows drops dots and spaces at the end; what has no width hides the ending from a look at it.
  const bare = name.replace(/[\u200b-\u200f\u2060\ufeff]/g, '').replace(/[.\s]+$/, '');
  if (programs.test(bare)) return 'program';
  if (scripts.test(bare)) return 'script';
  return macroNames.test(bare) ? 'macros' : null;
}

/** A page as an attachment: its script may put a program together that no scanner on the way has seen. */
const pageTypes = new Set(['text/html', 'application/xhtml+xml', 'image/svg+xml']);
const holdsScript = (content: Buffer): boolean =>
  /<script[\s>]|javascript:|\bon(?:load|error|click)\s*=/i.test(content.toString('latin1', 0, 1_000_000));

// Storage names of an old document of Office with macros, in UTF-16.
const macroMarks = ['_VBA_PROJECT', 'Macros'].map((mark) => Buffer.from(mark, 'utf16le'));
const holdsMacros = (content: Buffer): boolean => macroMarks.some((mark) => content.includes(mark));

/** Kept as declared, because the rest of reading goes by them. */
const special =
  /^(message\/|multipart\/|text\/calendar|text\/rfc822-headers|application\/(x-)?pkcs7|application\/pgp|application\/ics|application\/(vnd\.)?ms-tnef)/;

async function typeOf(declared: string, content: Buffer): Promise<string> {
  if (special.test(declared) || content.length === 0) return declared;
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(content).catch(() => undefined);
  // The old formats of Office are one container to it.
  if (found?.mime === 'application/x-cfb') {
    const inside = containers.find(([mark]) => content.includes(mark))?.[1];
    return inside ?? (/^application\/(msword|vnd\.(ms-|visio))/.test(declared) ? declared : found.mime);
  }
  if (found && found.mime !== 'application/xml') return found.mime;
  const start = isWide(content) ? content.toString('utf16le', 2, 8192) : content.toString('latin1', 0, 4096);
  const text = textTypeOf(start.trimStart().toLowerCase());
  if (text) return text;
  if (!isText(content) && !isWide(content))
    return isTextual(declared) ? 'application/octet-stream' : declared;
  return isTextual(declared) ? declared : 'text/plain';
}

// What the directory of such a container names, in UTF-16.
const containers = (
  [
    ['__properties_version1', 'application/vnd.ms-outlook'],
    ['WordDocument', 'application/msword'],
    ['Workbook', 'application/vnd.ms-excel'],
    ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
    ['VisioDocument', 'application/vnd.visio'],
  ] as const
).map(([mark, type]) => [Buffer.from(mark, 'utf16le'), type] as const);

/** file-type knows no texts. */
function textTypeOf(start: string): string | null {
  const words = start.replace(/^\u00ef\u00bb\u00bf/, '').replace(/^(<!--[\s\S]*?-->\s*)+/, '');
  if (/^(<!doctype html|<html|<head|<body|<script)/.test(words)) return 'text/html';
  if (/^<\?xml/.test(words)) return /<svg[\s>]/.test(words) ? 'image/svg+xml' : 'application/xml';
  if (/^<svg[\s>]/.test(words)) return 'image/svg+xml';
  if (/^\{\\rtf/.test(words)) return 'application/rtf';
  return /^begin:vcalendar/.test(words) ? 'text/calendar' : null;
}

/** UTF-16, as programs of Windows save it. */
export const isWide = (content: Buffer): boolean => content[0] === 0xff && content[1] === 0xfe;

const isTextual = (type: string): boolean => type.startsWith('text/') || /[+/](xml|json)$/.test(type);

const isText = (content: Buffer): boolean =>
  !content.subarray(0, 8192).some((byte) => byte < 9 || (byte > 13 && byte < 27));
