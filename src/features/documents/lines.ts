import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { esc, lineOf } from '../../slack/blocks.ts';
import { isFolderKey } from './model.ts';
import type { ShownFile } from './reading.ts';

/** `1,2 MB` */
export function sizeText(bytes: number, { language }: Reader): string {
  const format = (value: number, digits: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  if (bytes < 1000) return `${format(bytes, 0)}\u00a0B`;
  if (bytes < 1_000_000) return `${format(bytes / 1000, 0)}\u00a0kB`;
  return `${format(bytes / 1_000_000, 1)}\u00a0MB`;
}

export const folderName = (folder: string, { t }: Reader): string =>
  isFolderKey(folder) ? t.documents.folders[folder] : folder;

/** `a.pdf, b.dwg +2`, as text for mrkdwn */
export function namesLine(names: string[], limit = 5): string {
  const shown = names.slice(0, limit).map((name) => esc(cut(name, 80)));
  return names.length > limit ? `${shown.join(', ')} +${names.length - limit}` : shown.join(', ');
}

/** The name, then what is known of it. */
export const fileLines = ({ file, author, about }: ShownFile, reader: Reader, withAbout: boolean): string =>
  lineOf(
    '\n',
    `${file.danger ? '⚠️' : '📎'} *${esc(cut(file.name, 120))}*`,
    lineOf(
      ' · ',
      withAbout && about && esc(cut(about, 60)),
      sizeText(file.size, reader),
      file.danger && reader.t.mailFinds.dangers[file.danger],
      file.origin.by === 'email' && reader.t.activities.sources.email(null),
      file.folder && esc(folderName(file.folder, reader)),
      author && esc(cut(author, 60)),
      reader.when(file.createdAt),
    ),
  );
