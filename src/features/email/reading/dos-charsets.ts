/** Charsets of before Windows that the runtime does not know: mail of old systems and scanners still comes in them. */

export type OldCharset = 'cp852' | 'kamenicky' | 'x-mac-ce';

/** What the bytes from 80 to FF stand for. */
const tables: Record<OldCharset, string> = {
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
  kamenicky:
    'ČüéďäĎŤčěĚĹÍľĺÄÁÉžŽôöÓůÚýÖÜŠĽÝŘťáíóúňŇŮÔšřŕŔ¼§«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  'x-mac-ce':
    'ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅņŃ¬√ńŇ∆«»…\u00a0ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ',
};

export const isOldCharset = (name: string): name is OldCharset => Object.hasOwn(tables, name);

export function decodeOld(bytes: Buffer, charset: OldCharset): string {
  const table = tables[charset];
  return bytes.toString('latin1').replace(/[\x80-\xff]/g, (byte) => table.charAt(byte.charCodeAt(0) - 0x80));
}

// í ó ú é sit at A1 A2 A3 82 in both DOS charsets, where Windows has marks that no word holds.
const dosVowels = new Set([0xa1, 0xa2, 0xa3, 0x82]);
const windowsVowels = new Set([0xe1, 0xe9, 0xed, 0xf3, 0xfa]);
const [ofLatin2, ofKamenicky] = [
  new Set([0x9f, 0xd8, 0xe7, 0xa7, 0xfd, 0xec, 0x85, 0xe5, 0xd4, 0x9c]),
  new Set([0x87, 0x88, 0xa8, 0x91, 0xa9, 0x98, 0x96, 0xa4, 0x83]),
];

const isLetter = (byte = 0): boolean => (byte >= 0x61 && byte <= 0x7a) || byte >= 0x80;
const isCapital = (byte = 0): boolean => byte >= 0x41 && byte <= 0x5a;

/** Which of the two DOS charsets the words are in; null when they are not. */
export function dosCharsetOf(bytes: Buffer): 'cp852' | 'kamenicky' | null {
  let [dos, windows, latin2, kamenicky] = [0, 0, 0, 0];
  for (const [at, byte] of bytes.entries()) {
    if (byte < 0x80) continue;
    if (dosVowels.has(byte) && isLetter(bytes[at - 1]) && !isCapital(bytes[at + 1])) dos += 1;
    else if (windowsVowels.has(byte)) windows += 1;
    if (ofLatin2.has(byte)) latin2 += 1;
    if (ofKamenicky.has(byte)) kamenicky += 1;
  }
  if (dos <= windows * 2) return null;
  return kamenicky > latin2 ? 'kamenicky' : 'cp852';
}
