/** What a file is by its bytes, whatever its name says. */
import type { FileHandle } from 'node:fs/promises';
import { refuseFile } from './refused.ts';
import { bytesAt, openZip, type ZipLimits } from './zip.ts';

/** @throws FileRefused with what it is instead */
export async function kindOfFile(file: FileHandle, limits?: ZipLimits): Promise<'xlsx' | 'csv'> {
  const { size } = await file.stat();
  const head = await bytesAt(file, 0, Math.min(size, 4096));
  if (size === 0 || head.toString('latin1').trim() === '') return refuseFile('empty', {});
  const mark = head.toString('latin1', 0, 4);
  if (mark === 'PK\x03\x04') return kindOfZip(file, limits);
  if (mark === '\xd0\xcf\x11\xe0') return refuseFile(await kindOfCompound(file, size), {});
  // Excel 2 to 4 wrote a bare stream of records.
  if (head[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(head[1] as number) && head[3] === 0x00)
    return refuseFile('oldExcel', {});
  const start = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()
    .slice(0, 400);
  if (/^<(!doctype html|html|table|meta|head|style|div|\?xml|body)/i.test(start))
    return refuseFile('html', {});
  if (/^(%PDF|\{\\rtf|\x89PNG|GIF8|\xff\xd8)/.test(head.toString('latin1')))
    return refuseFile('notASpreadsheet', {});
  const isWide = head[0] === 0xff || head[0] === 0xfe || head[1] === 0;
  if (!isWide && head.includes(0)) return refuseFile('notASpreadsheet', {});
  return 'csv';
}

async function kindOfZip(file: FileHandle, limits?: ZipLimits): Promise<'xlsx'> {
  const zip = await openZip(file, limits);
  if (zip.parts.some(({ name }) => name.endsWith('workbook.bin'))) return refuseFile('oldExcel', {});
  if (zip.find('xl/workbook.xml') || zip.parts.some(({ name }) => /worksheets\/[^/]+\.xml$/.test(name)))
    return 'xlsx';
  return refuseFile(zip.find('content.xml') ? 'openDocument' : 'notASpreadsheet', {});
}

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** The container of old Office, in which new Office keeps what has a password. */
async function kindOfCompound(
  file: FileHandle,
  size: number,
): Promise<'password' | 'oldExcel' | 'notASpreadsheet'> {
  let isOld = false;
  const step = 1 << 20;
  for (let at = 0; at < size; at += step) {
    const piece = await bytesAt(file, at, Math.min(size, at + step + 64));
    if (piece.includes(wide('EncryptedPackage'))) return 'password';
    isOld ||= piece.includes(wide('Workbook')) || piece.includes(wide('Book\0'));
  }
  return isOld ? 'oldExcel' : 'notASpreadsheet';
}
