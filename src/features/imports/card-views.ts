import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, context, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { cancelButton, correctButton, reportButton, startButton, undoButton } from './buttons.ts';
import type { ImportCard } from './card.ts';
import { headingKeys } from './columns.ts';
import { type Counts, type FieldKey, type Import, recordKinds } from './model.ts';
import { isGeneralName, sheetCompany } from './per-sheet.ts';
import { problemText, whyText } from './words.ts';

/** One message from the file to the end: what it is, what would happen, how far it is, what came of it. */
export function importCard(card: ImportCard, reader: Reader): Message {
  const { t } = reader;
  const { found } = card;
  const title = `${bold(esc(cut(found.fileName, 120)))} · ${t.imports.states[found.state]}`;
  const blocks = [section(`📥 ${title}`), ...bodyOf(card, reader)];
  const buttons = buttonsOf(card, reader);
  return {
    text: `${found.fileName}: ${t.imports.states[found.state]}`,
    blocks: [...blocks, ...(buttons.length > 0 ? [actions(buttons)] : [])],
  };
}

function bodyOf(card: ImportCard, reader: Reader): Message['blocks'] {
  const { t } = reader;
  const { found } = card;
  switch (found.state) {
    case 'failed':
      return [section(`⚠️ ${esc(problemText(found.problem, t))}`)];
    case 'reading':
      return found.total > 0 ? [section(t.imports.readSoFar(found.total))] : [];
    case 'asking':
      return [section(t.imports.askColumns), ...shapeOf(found, reader)];
    case 'checking':
    case 'running':
      return [section(progressOf(found, reader))];
    case 'ready':
      return [section(plannedText(found, reader)), ...shapeOf(found, reader), ...badOf(card, reader)];
    case 'done':
      return [
        section(doneText(found, reader)),
        ...(found.problem ? [section(`⚠️ ${esc(problemText(found.problem, t))}`)] : []),
        ...badOf(card, reader),
        ...(found.registersLeft > 0 ? [context(t.imports.registersLeft(found.registersLeft))] : []),
      ];
    case 'undone':
      return [section(undoneText(card, reader))];
    case 'undoing':
      return [section(t.imports.undoneSoFar(found.cursor))];
    default:
      return [];
  }
}

const segments = 12;

/** `▰▰▰▱▱▱▱▱▱▱▱▱ 25 % · 500 z 2 000 řádků`; the numbers say the same as the bar */
function progressOf({ cursor, total }: Import, { t }: Reader): string {
  const share = total > 0 ? Math.min(1, cursor / total) : 0;
  const full = Math.round(share * segments);
  const bar = `${'▰'.repeat(full)}${'▱'.repeat(segments - full)}`;
  return `${bar} ${Math.floor(share * 100)} % · ${t.imports.ofRows(cursor, total)}`;
}

/** `180 firem, 190 kontaktů` */
const kindsLine = (counts: Counts, does: 'created' | 'updated', { t }: Reader): string =>
  recordKinds
    .flatMap((kind) => {
      const n = counts[`${kind}.${does}`] ?? 0;
      return n > 0 ? [t.imports.counted[kind](n)] : [];
    })
    .join(', ');

function plannedText({ counts, total, rule }: Import, reader: Reader): string {
  const { t } = reader;
  const created = kindsLine(counts, 'created', reader);
  const updated = kindsLine(counts, 'updated', reader);
  const lines = [
    created && t.imports.willCreate(created),
    updated && t.imports.willUpdate(updated, t.imports.rules[rule].toLowerCase()),
    (counts.same ?? 0) > 0 && t.imports.willSkip(counts.same ?? 0),
    (counts.skipped ?? 0) > 0 && t.imports.willPass(counts.skipped ?? 0),
    (counts.past ?? 0) > 0 && t.imports.pastRows(counts.past ?? 0),
    (counts.failed ?? 0) > 0 && t.imports.willFail(counts.failed ?? 0),
  ];
  const said = lineOf('\n', ...lines);
  return said || t.imports.nothingToDo(total);
}

function doneText({ counts }: Import, reader: Reader): string {
  const { t } = reader;
  const created = kindsLine(counts, 'created', reader);
  const updated = kindsLine(counts, 'updated', reader);
  const said = lineOf(
    '\n',
    created && t.imports.created(created),
    updated && t.imports.updated(updated),
    (counts.same ?? 0) > 0 && t.imports.skipped(counts.same ?? 0),
    (counts.skipped ?? 0) > 0 && t.imports.passed(counts.skipped ?? 0),
    (counts.failed ?? 0) > 0 && t.imports.failed(counts.failed ?? 0),
  );
  return said || t.imports.nothingDone;
}

/** What it would do, does or did, on a line. */
export function summaryOf(found: Import, reader: Reader): string | null {
  const { t } = reader;
  const created = kindsLine(found.counts, 'created', reader);
  const updated = kindsLine(found.counts, 'updated', reader);
  if (found.state === 'running' || found.state === 'checking') return progressOf(found, reader);
  if (found.state === 'done')
    return lineOf(' · ', created && t.imports.created(created), updated && t.imports.updated(updated));
  if (found.state !== 'ready') return null;
  const rule = t.imports.rules[found.rule].toLowerCase();
  return lineOf(
    ' · ',
    created && t.imports.willCreate(created),
    updated && t.imports.willUpdate(updated, rule),
  );
}

function undoneText({ undone, kept }: ImportCard, { t }: Reader): string {
  const names = kept.map(
    ({ name, kind, because }) =>
      `• ${t.imports.kinds[kind]}: ${esc(cut(name, 80))} – ${t.imports.keptBecause[because]}`,
  );
  return lineOf(
    '\n',
    (undone.removed ?? 0) > 0 && t.imports.removed(undone.removed ?? 0),
    (undone.restored ?? 0) > 0 && t.imports.restored(undone.restored ?? 0),
    (undone.kept ?? 0) > 0 && t.imports.kept(undone.kept ?? 0),
    names.join('\n'),
  );
}

/** Which column is what, and whose sheets these are. */
function shapeOf(found: Import, reader: Reader): Message['blocks'] {
  const { t } = reader;
  const known = new Map<string, FieldKey>();
  const unknown = new Set<string>();
  for (const { headings } of found.sheets)
    for (const [at, key] of headingKeys(headings).entries()) {
      const field = found.mapping[key];
      if (field) known.set(headings[at] as string, field);
      else unknown.add(headings[at] as string);
    }
  const pairs = [...known]
    .slice(0, 14)
    .map(([heading, field]) => `${esc(cut(heading, 30))} → ${fieldName(field, t)}`);
  const more = known.size > pairs.length ? `, … (+${known.size - pairs.length})` : '';
  const left = [...unknown].slice(0, 8).map((heading) => esc(cut(heading, 30)));
  const texts = [
    found.perSheet ? sheetsLine(found, reader) : null,
    pairs.length > 0 ? `${t.imports.columns}: ${pairs.join(', ')}${more}` : null,
    left.length > 0 ? t.imports.leftOut(left.join(', ') + (unknown.size > left.length ? ', …' : '')) : null,
  ].filter((text) => text !== null);
  return texts.length > 0 ? [context(...texts)] : [];
}

export const fieldName = (field: FieldKey, t: Reader['t']): string =>
  field in t.imports.fields ? t.imports.fields[field as keyof typeof t.imports.fields] : t.imports.ownField;

function sheetsLine(found: Import, { t }: Reader): string {
  const sheets = found.sheets.filter(({ name }) => !isGeneralName(name));
  const names = sheets.slice(0, 5).map((sheet) => esc(cut(sheetCompany(sheet), 40)));
  return t.imports.sheetsAreCompanies(
    sheets.length,
    names.join(', ') + (sheets.length > names.length ? ', …' : ''),
  );
}

function badOf({ found, bad }: ImportCard, reader: Reader): Message['blocks'] {
  if (bad.length === 0) return [];
  const { t } = reader;
  const several = found.sheets.length > 1;
  const lines = bad.map((row) => {
    const place = several
      ? `${found.sheets[row.sheet]?.name ?? ''}, ${t.imports.rowNo(row.row)}`
      : t.imports.rowNo(row.row);
    const why = (row.said?.why ?? []).map((one) => whyText(one, t)).join(' ');
    return `• ${esc(place)}: ${esc(cut(why, 200))}`;
  });
  const rest = (found.counts.failed ?? 0) + (found.counts.skipped ?? 0) - bad.length;
  return [section([...lines, ...(rest > 0 ? [t.imports.andMore(rest)] : [])].join('\n'))];
}

function buttonsOf({ found, mayUndo }: ImportCard, { t }: Reader) {
  const { id, state, counts } = found;
  const writes = (counts.created ?? 0) + (counts.updated ?? 0) > 0;
  const start = startButton.make(t.imports.start, id, {
    style: 'primary',
    ...(found.rule === 'overwrite' && (counts.updated ?? 0) > 0
      ? { confirm: confirmOf(t, t.imports.confirmOverwrite(counts.updated ?? 0), t.imports.start) }
      : {}),
  });
  const correct = correctButton.make(t.imports.correct, id);
  const report = reportButton.make(t.imports.report.button, id);
  const cancel = cancelButton.make(t.imports.cancel, id);
  if (state === 'ready') return [...(writes ? [start] : []), correct, report, cancel];
  if (state === 'asking') return [{ ...correct, style: 'primary' as const }, cancel];
  if (state === 'checking' || state === 'reading' || state === 'fetching') return [cancel];
  if (state !== 'done') return [];
  const undo = undoButton.make(t.imports.undo, id, {
    confirm: confirmOf(t, t.imports.confirmUndo, t.imports.undo),
  });
  return [report, ...(mayUndo && writes ? [undo] : [])];
}

export const confirmOf = (t: Reader['t'], text: string, yes: string) => ({
  title: { type: 'plain_text' as const, text: cut(yes, 100) },
  text: { type: 'plain_text' as const, text: cut(text, 300) },
  confirm: { type: 'plain_text' as const, text: cut(yes, 30) },
  deny: { type: 'plain_text' as const, text: cut(t.common.cancel, 30) },
});
