/** What a workbook says of itself: its sheets in order, the strings they share, which formats are dates. */
import path from 'node:path';
import { isDateFormat, isDateFormatId } from './cell-values.ts';
import { refuseFile } from './refused.ts';
import { type SharedStrings, sharedStrings } from './strings.ts';
import { attributeOf, readXml } from './xml.ts';
import type { Zip, ZipPart } from './zip.ts';

export interface Workbook {
  is1904: boolean;
  /** visible ones */
  sheets: { name: string; part: ZipPart }[];
  strings: SharedStrings;
  /** by the number of a cell's style */
  dates: boolean[];
}

/** @throws FileRefused damaged, bomb */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  const main = (await targets(zip, '_rels/.rels', ''))
    .filter(({ type }) => type.endsWith('/officeDocument'))
    .map(({ target }) => zip.find(target))[0];
  const book = main ?? zip.find('xl/workbook.xml') ?? refuseFile('damaged', {});
  const folder = path.posix.dirname(book.name);
  const links = await targets(zip, `${folder}/_rels/${path.posix.basename(book.name)}.rels`, folder);
  const byType = (ending: string) => {
    const link = links.find(({ type }) => type.endsWith(ending));
    return link ? zip.find(link.target) : undefined;
  };
  const { is1904, named } = await readBook(zip, book);
  const sheets = named.flatMap(({ name, id }) => {
    const link = links.find((one) => one.id === id && one.type.endsWith('/worksheet'));
    const part = link && zip.find(link.target);
    return part ? [{ name, part }] : [];
  });
  if (sheets.length === 0) refuseFile('damaged', {});
  return {
    is1904,
    sheets,
    strings: await readStrings(zip, byType('/sharedStrings')),
    dates: await readDateStyles(zip, byType('/styles')),
  };
}

async function targets(zip: Zip, name: string, folder: string) {
  const part = zip.find(name);
  const links: { id: string; type: string; target: string }[] = [];
  if (!part) return links;
  await readXml(zip.read(part), {
    open(element, attributes) {
      if (element !== 'Relationship') return;
      const target = attributeOf(attributes, 'Target') ?? '';
      links.push({
        id: attributeOf(attributes, 'Id') ?? '',
        type: attributeOf(attributes, 'Type') ?? '',
        target: target.startsWith('/') ? target.slice(1) : path.posix.join(folder, target),
      });
    },
  });
  return links;
}

async function readBook(zip: Zip, part: ZipPart) {
  const named: { name: string; id: string }[] = [];
  let is1904 = false;
  await readXml(zip.read(part), {
    open(element, attributes) {
      if (element === 'workbookPr') is1904 = /^(1|true)$/.test(attributeOf(attributes, 'date1904') ?? '');
      if (element !== 'sheet' || /hidden/i.test(attributeOf(attributes, 'state') ?? '')) return;
      named.push({ name: attributeOf(attributes, 'name') ?? '', id: attributeOf(attributes, 'r:id') ?? '' });
    },
  });
  return { is1904, named };
}

/** Rich text is the text of its runs; how Japanese words are read (rPh) is not. */
async function readStrings(zip: Zip, part: ZipPart | undefined): Promise<SharedStrings> {
  const strings = sharedStrings();
  if (!part) return strings;
  let text = '';
  let isText = false;
  let isReading = false;
  await readXml(zip.read(part), {
    open(element) {
      if (element === 'si') text = '';
      else if (element === 'rPh') isReading = true;
      else if (element === 't') isText = !isReading;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(element) {
      if (element === 't') isText = false;
      else if (element === 'rPh') isReading = false;
      else if (element === 'si') strings.add(text);
    },
  });
  return strings;
}

async function readDateStyles(zip: Zip, part: ZipPart | undefined): Promise<boolean[]> {
  const dates: boolean[] = [];
  if (!part) return dates;
  const own = new Map<number, boolean>();
  let inCells = false;
  await readXml(zip.read(part), {
    open(element, attributes) {
      if (element === 'cellXfs') inCells = true;
      const id = Number(attributeOf(attributes, 'numFmtId') ?? 0);
      if (element === 'numFmt') own.set(id, isDateFormat(attributeOf(attributes, 'formatCode') ?? ''));
      if (element === 'xf' && inCells) dates.push(own.get(id) ?? isDateFormatId(id));
    },
    close(element) {
      if (element === 'cellXfs') inCells = false;
    },
  });
  return dates;
}
