/** An archive read from its file, one part at a time, and never more of it than a spreadsheet may hold. */
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { refuseFile } from './refused.ts';

export interface ZipPart {
  name: string;
  /** 0 stored, 8 deflated */
  method: number;
  /** bytes in the file */
  packed: number;
  /** bytes when unpacked, as the archive says */
  size: number;
  /** of its local header */
  offset: number;
}

export interface Zip {
  parts: ZipPart[];
  find(name: string): ZipPart | undefined;
  /** Its bytes as they unpack; ends with a refusal once they are more than announced or allowed. */
  read(part: ZipPart): AsyncIterable<Uint8Array>;
}

export interface ZipLimits {
  parts: number;
  /** unpacked, all parts together and in each reading */
  bytes: number;
  /** unpacked to packed; of parts above `ratioFrom` bytes */
  ratio: number;
  ratioFrom: number;
}

/** 100,000 rows of 20 columns unpack into some 150 MB, at about 1 to 10. */
export const usualLimits: ZipLimits = {
  parts: 5000,
  bytes: 400_000_000,
  ratio: 150,
  ratioFrom: 5_000_000,
};

const endSize = 22;
const longestComment = 65_535;

/** @throws FileRefused damaged, password, bomb */
export async function openZip(file: FileHandle, limits: ZipLimits = usualLimits): Promise<Zip> {
  const { size } = await file.stat();
  const tail = await bytesAt(file, Math.max(0, size - endSize - longestComment), size);
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + endSize > tail.length) return refuseFile('damaged', {});
  const count = tail.readUInt16LE(end + 10);
  const start = tail.readUInt32LE(end + 16);
  const length = tail.readUInt32LE(end + 12);
  if (count > limits.parts) return refuseFile('bomb', {});
  if (start + length > size) return refuseFile('damaged', {});
  const parts = partsOf(await bytesAt(file, start, start + length));
  if (parts.length > limits.parts) return refuseFile('bomb', {});
  if (parts.reduce((sum, part) => sum + part.size, 0) > limits.bytes) return refuseFile('bomb', {});
  for (const part of parts) assertRatio(part, part.size, limits);
  let unpacked = 0;
  return {
    parts,
    find: (name) => parts.find((part) => part.name === name),
    async *read(part) {
      let ofPart = 0;
      for await (const chunk of unpack(file, part)) {
        ofPart += chunk.byteLength;
        unpacked += chunk.byteLength;
        // What the archive says of itself may be a lie. A sheet is read twice at most.
        if (ofPart > part.size + 1024 || unpacked > 3 * limits.bytes) return refuseFile('bomb', {});
        assertRatio(part, ofPart, limits);
        yield chunk;
      }
    },
  };
}

function assertRatio(part: ZipPart, size: number, { ratio, ratioFrom }: ZipLimits): void {
  if (size > ratioFrom && size > ratio * Math.max(1, part.packed)) refuseFile('bomb', {});
}

function partsOf(directory: Buffer): ZipPart[] {
  const parts: ZipPart[] = [];
  let at = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50) {
    if (directory.readUInt16LE(at + 8) & 1) refuseFile('password', {});
    const nameLength = directory.readUInt16LE(at + 28);
    const more = directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    parts.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + more;
  }
  return parts;
}

async function* unpack(file: FileHandle, part: ZipPart): AsyncGenerator<Uint8Array> {
  const head = await bytesAt(file, part.offset, part.offset + 30);
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) refuseFile('damaged', {});
  const start = part.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (part.packed === 0) return;
  const packed = chunksOf(file, start, part.packed);
  if (part.method === 0) return yield* packed;
  if (part.method !== 8) refuseFile('damaged', {});
  const inflate = createInflateRaw();
  const source = Readable.from(packed, { objectMode: false });
  source.on('error', (error) => inflate.destroy(error));
  source.pipe(inflate);
  try {
    for await (const chunk of inflate) yield chunk as Uint8Array;
  } catch (error) {
    if (String((error as { code?: string }).code).startsWith('Z_')) refuseFile('damaged', {});
    throw error;
  } finally {
    source.destroy();
    inflate.destroy();
  }
}

/** A stream made of the handle would close it with its own end. */
async function* chunksOf(file: FileHandle, from: number, length: number): AsyncGenerator<Uint8Array> {
  const step = 64 * 1024;
  for (let at = 0; at < length; at += step) {
    const chunk = await bytesAt(file, from + at, from + Math.min(length, at + step));
    if (chunk.length === 0) return;
    yield chunk;
  }
}

export async function bytesAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, to - from));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
  return buffer.subarray(0, bytesRead);
}
