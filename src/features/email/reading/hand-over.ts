/**
 * Bytes that can go to another thread without being copied: the given ones when they fill their memory, else a copy.
 * @param mayTake the given ones may be gone afterwards
 */
export function ownBytes(bytes: Uint8Array, mayTake: boolean): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  const isWhole = buffer instanceof ArrayBuffer && byteLength === buffer.byteLength;
  return isWhole && mayTake ? new Uint8Array(buffer) : Uint8Array.from(bytes);
}
