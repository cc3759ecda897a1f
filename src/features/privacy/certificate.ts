/** The document of an erasure. It is made of counts and ids, so that it can be made again and holds nobody's data. Pure. */
import type { Reader } from '../../i18n/reader.ts';
import type { Erasure } from './erasure.ts';
import { heading, list, pageEnd, pageStart, paragraph, table } from './html.ts';
import { kinds } from './model.ts';

export function certificate(erasure: Erasure, askedBy: string | null, reader: Reader): string {
  const { t } = reader;
  const words = t.privacy.certificate;
  const { counts, look } = erasure;
  return [
    pageStart(reader.language, words.title),
    table([
      [words.number, String(erasure.id)],
      [words.asked, askedBy ?? words.again],
      [words.askedAt, reader.instant(erasure.askedAt)],
      [words.finishedAt, erasure.finishedAt ? reader.instant(erasure.finishedAt) : t.privacy.find.running],
    ]),
    heading(words.erased),
    erasedLines(counts, reader),
    heading(words.kept),
    list([...words.keptLines, ...(look.files ? [words.files(look.files)] : []), words.statistics]),
    heading(words.look),
    list(lookLines(erasure, reader)),
    paragraph(words.others),
    paragraph(words.noData),
    pageEnd,
  ].join('');
}

function erasedLines(counts: Erasure['counts'], { t }: Reader): string {
  const lines = kinds.flatMap((kind): [string, string][] => {
    const count = counts[kind] ?? 0;
    return count > 0 ? [[t.privacy.kinds[kind], String(count)]] : [];
  });
  return lines.length > 0 ? table(lines) : paragraph(t.privacy.certificate.nothing);
}

function lookLines({ look }: Erasure, { t }: Reader): string[] {
  const words = t.privacy.certificate;
  const suspects = [
    ...(look.activities?.length ? [`${words.activities}: ${look.activities.join(', ')}`] : []),
    ...(look.deals?.length
      ? [`${words.deals}: ${look.deals.map((id) => t.privacy.done.deal(id)).join(', ')}`]
      : []),
    ...(look.elsewhere ? [words.elsewhere(look.elsewhere)] : []),
  ];
  const named = [
    ...(look.companies?.length ? [`${words.companies}: ${look.companies.join(', ')}`] : []),
    ...(look.contacts?.length ? [`${words.contacts}: ${look.contacts.join(', ')}`] : []),
  ];
  const lines = [
    ...(named.length > 0 ? [words.namesakes, ...named] : []),
    ...(suspects.length > 0 ? [words.inflected, ...suspects] : []),
    ...(look.messages ? [words.messages(look.messages)] : []),
    ...(look.shared ? [words.shared(look.shared)] : []),
  ];
  return lines.length > 0 ? lines : [words.none];
}
