import type { Reader } from '../../i18n/reader.ts';

/** Courts that keep the Czech commercial register, by ARES's code (ciselnik SoudVr). */
export const courts = ['MSPH', 'KSBR', 'KSCB', 'KSHK', 'KSOS', 'KSPL', 'KSUL'] as const;
export type Court = (typeof courts)[number];

const isCourt = (code: string): code is Court => courts.includes(code as Court);

/** `B 1581, KS v Brně` of `B 1581/KSBR`; a court that is not known stays as it is. */
export function courtFileText(courtFile: string, { t }: Pick<Reader, 't'>): string {
  const [, file, code] = /^(.+)\/([A-Z]+)$/.exec(courtFile.trim()) ?? [];
  return file && code && isCourt(code) ? `${file}, ${t.registers.courts[code]}` : courtFile;
}
