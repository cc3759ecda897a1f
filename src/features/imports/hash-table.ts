/** Texts that were seen, with a number for each, in flat memory: half a million of them in a Map take a hundred megabytes. */

export interface HashTable {
  get(text: string): number | null;
  /** Only where there is none yet. */
  add(text: string, value: number): void;
}

/** Two hashes of 32 bits tell texts apart: among a million of them, two alike are as likely as one in ten million. */
export function hashTable(): HashTable {
  let size = 1 << 12;
  let count = 0;
  let first = new Uint32Array(size);
  let second = new Uint32Array(size);
  let values = new Int32Array(size);

  /** Where it is, or the free place for it. A second hash of 0 is a free place. */
  function place(one: number, other: number): number {
    let at = one & (size - 1);
    while (second[at] !== 0 && !(first[at] === one && second[at] === other)) at = (at + 1) & (size - 1);
    return at;
  }

  function grow(): void {
    const [ones, others, kept] = [first, second, values];
    size *= 2;
    first = new Uint32Array(size);
    second = new Uint32Array(size);
    values = new Int32Array(size);
    for (const [at, other] of others.entries()) {
      if (other === 0) continue;
      const free = place(ones[at] as number, other);
      first[free] = ones[at] as number;
      second[free] = other;
      values[free] = kept[at] as number;
    }
  }

  return {
    get(text) {
      const at = place(hash(text, 0x811c9dc5), hash(text, 0x2f0b4a27) || 1);
      return second[at] === 0 ? null : (values[at] as number);
    },
    add(text, value) {
      const [one, other] = [hash(text, 0x811c9dc5), hash(text, 0x2f0b4a27) || 1];
      const at = place(one, other);
      if (second[at] !== 0) return;
      first[at] = one;
      second[at] = other;
      values[at] = value;
      count += 1;
      if (count * 2 > size) grow();
    },
  };
}

/** FNV-1a with the bits of the result mixed once more (the finalizer of MurmurHash3). */
function hash(text: string, seed: number): number {
  let bits = seed;
  for (let at = 0; at < text.length; at++) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
