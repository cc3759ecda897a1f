/** MAPI properties as TNEF writes them, [MS-OXTNEF] 2.1.3.4 and [MS-OXCDATA] 2.11. */
import { decodeExactly } from './charset.ts';

export type Properties = Map<number, Buffer | string | number>;

export const textOf = (properties: Properties, id: number): string => {
  const value = properties.get(id);
  return typeof value === 'string' ? value.trim() : '';
};

export const numberOf = (properties: Properties, id: number): number | null => {
  const value = properties.get(id);
  return typeof value === 'number' ? value : null;
};

/** Bytes of one value by its type; what is not listed ends the reading. */
const fixedSizes: Record<number, number> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};
const types = { long: 3, object: 13, string8: 30, unicode: 31, binary: 258 };
const variable = new Set([types.object, types.string8, types.unicode, types.binary]);
const manyValues = 0x1000;

export function readProperties(data: Buffer, codePage: number): Properties {
  const properties: Properties = new Map();
  const reader = new Walker(data);
  const count = reader.number();
  for (let index = 0; index < count && !reader.isOver; index += 1) {
    const kind = reader.short();
    const id = reader.short();
    if (id >= 0x8000) skipName(reader);
    const type = kind & ~manyValues;
    const isMany = (kind & manyValues) !== 0;
    const values = isMany || variable.has(type) ? reader.number() : 1;
    for (let one = 0; one < values && !reader.isOver; one += 1) {
      const value = readValue(reader, type, codePage);
      if (value === undefined) return properties;
      if (value !== null && !properties.has(id)) properties.set(id, value);
    }
  }
  return properties;
}

/** @returns null for what nobody asks for, undefined for a type that is none */
function readValue(
  reader: Walker,
  type: number,
  codePage: number,
): Buffer | string | number | null | undefined {
  if (type === types.long) return reader.number();
  const size = fixedSizes[type];
  if (size !== undefined) {
    reader.bytes(size);
    return null;
  }
  if (!variable.has(type)) return undefined;
  const length = reader.number();
  const bytes = reader.bytes(length);
  reader.align();
  if (type === types.string8) return decode(bytes, codePage);
  if (type === types.unicode) return bytes.toString('utf16le').replace(/\0.*$/s, '');
  return bytes;
}

/** A property beyond the standard ones carries a number or a name. */
function skipName(reader: Walker): void {
  reader.bytes(16);
  if (reader.number() === 0) reader.number();
  else {
    reader.bytes(reader.number());
    reader.align();
  }
}

class Walker {
  readonly #data: Buffer;
  #at = 0;

  constructor(data: Buffer) {
    this.#data = data;
  }

  get isOver(): boolean {
    return this.#at >= this.#data.length;
  }

  short(): number {
    const bytes = this.bytes(2);
    return bytes.length < 2 ? 0 : bytes.readUInt16LE(0);
  }

  number(): number {
    const bytes = this.bytes(4);
    return bytes.length < 4 ? 0 : bytes.readUInt32LE(0);
  }

  bytes(length: number): Buffer {
    const bytes = this.#data.subarray(this.#at, this.#at + length);
    this.#at += length;
    return bytes;
  }

  align(): void {
    this.#at = Math.ceil(this.#at / 4) * 4;
  }
}

export const decode = (bytes: Buffer, codePage: number): string =>
  decodeExactly(upToZero(bytes), charsetOf(codePage));

const upToZero = (bytes: Buffer): Buffer => {
  const zero = bytes.indexOf(0);
  return zero < 0 ? bytes : bytes.subarray(0, zero);
};

export const charsetOf = (codePage: number): string =>
  charsetNames[codePage] ?? (codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : '');

const charsetNames: Record<number, string> = {
  65001: 'utf-8',
  20127: 'us-ascii',
  28591: 'iso-8859-1',
  28592: 'iso-8859-2',
  28595: 'iso-8859-5',
  28605: 'iso-8859-15',
  20866: 'koi8-r',
  21866: 'koi8-u',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
};
