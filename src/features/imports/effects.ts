/** The one message that follows an import, and the files that come of it. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listEvents } from '../../events/record.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { type PersonId, randomId } from '../../lib/ids.ts';
import { type SheetPiece, writeXlsx } from '../../lib/spreadsheets/xlsx.ts';
import { addMillis } from '../../lib/time.ts';
import { type Delivery, type EffectHandler, effect } from '../../outbox/effects.ts';
import { listMessages } from '../../outbox/messages.ts';
import { seenBy } from '../../outbox/recipients.ts';
import { enqueue } from '../../outbox/store.ts';
import { readCard } from './card.ts';
import { importCard } from './card-views.ts';
import { leadNews } from './lead-news.ts';
import type { Import, ImportId } from './model.ts';
import { badRows, wholeReport } from './reports.ts';
import { findImport } from './store.ts';
import { templateUpload } from './template.ts';

const subjectOf = (id: ImportId) => ({ kind: 'import', id }) as const;
const view = 'imports.card';
/** A message that changes each second is only noise, and Slack's patience has limits. */
const progressMs = 4000;

export async function queueCard(tx: Ctx, id: ImportId, personId: PersonId): Promise<void> {
  await enqueue(tx, {
    kind: view,
    payload: { importId: id },
    dedupeKey: `import:${id}`,
    lane: `person:${personId}`,
    priority: 'answer',
  });
}

export async function queueCardEdit(tx: Ctx, id: ImportId, cause: string = randomId()): Promise<void> {
  const [message] = await listMessages(tx, subjectOf(id), view);
  // Not posted yet: it will say what is true then.
  if (!message) return;
  await enqueue(tx, {
    kind: 'imports.cardEdit',
    payload: { importId: id },
    dedupeKey: `importEdit:${id}:${cause}`,
    lane: `edit:${message.channel}:${message.ts}`,
    priority: 'edit',
  });
}

/** While it works, now and then. */
export async function queueProgress(tx: Ctx, id: ImportId): Promise<void> {
  const now = tx.time.now();
  const isTime = await tx
    .db('imports')
    .where({ id })
    .where((any) => any.whereNull('shown_at').orWhere('shown_at', '<', addMillis(now, -progressMs)))
    .update({ shown_at: now });
  if (isTime > 0) await queueCardEdit(tx, id, `progress:${now}`);
}

async function cardOf(ctx: Ctx, id: ImportId) {
  const found = await findImport(ctx, id);
  const seen = found && (await seenBy(ctx, found.personId));
  return found && seen ? importCard(await readCard(seen, found), readerOf(seen)) : null;
}

const card = effect<{ importId: ImportId }>(view, async (ctx, { importId }): Promise<Delivery> => {
  const message = await cardOf(ctx, importId);
  const found = await findImport(ctx, importId);
  if (!message || !found) return { do: 'drop', reason: 'the import is gone, or its owner' };
  return {
    do: 'post',
    to: { person: found.personId },
    ...message,
    remember: { subject: subjectOf(importId), view },
    // It went on while this was on its way.
    sent: (tx) => queueCardEdit(tx, importId, 'posted'),
  };
});

const cardEdit = effect<{ importId: ImportId }>(
  'imports.cardEdit',
  async (ctx, { importId }): Promise<Delivery> => {
    const [message] = await listMessages(ctx, subjectOf(importId), view);
    const content = await cardOf(ctx, importId);
    if (!message || !content) return { do: 'drop', reason: 'the message is gone' };
    return { do: 'edit', channel: message.channel, ts: message.ts, ...content };
  },
);

/** Who takes back another's import has no message of its own about it. */
export async function queueUndone(tx: Ctx, { id, personId }: Import): Promise<void> {
  const undone = (await listEvents(tx, { kind: 'import', id }, 5)).find(
    ({ kind }) => kind === 'import.undone',
  );
  const to = undone?.actorId;
  if (!to || to === personId) return;
  await enqueue(tx, {
    kind: 'imports.undone',
    payload: { importId: id, to },
    dedupeKey: `importUndone:${undone.id}`,
    lane: `person:${to}`,
    priority: 'answer',
  });
}

const undoneCard = effect<FilePayload>('imports.undone', async (ctx, { importId, to }): Promise<Delivery> => {
  const found = await findImport(ctx, importId);
  const seen = await seenBy(ctx, to);
  if (!found || !seen) return { do: 'drop', reason: 'the import is gone, or its reader' };
  return { do: 'post', to: { person: to }, ...importCard(await readCard(seen, found), readerOf(seen)) };
});

type FilePayload = { importId: ImportId; to: PersonId };

const file = (
  kind: string,
  name: (found: Import, ctx: Ctx) => string,
  pieces: (ctx: Ctx, found: Import) => AsyncIterable<SheetPiece>,
): EffectHandler =>
  effect<FilePayload>(kind, async (ctx, { importId, to }): Promise<Delivery> => {
    const found = await findImport(ctx, importId);
    const seen = await seenBy(ctx, to);
    if (!found || !seen) return { do: 'drop', reason: 'the import is gone, or its reader' };
    const folder = await mkdtemp(path.join(tmpdir(), 'vizitka-report-'));
    const written = path.join(folder, 'report.xlsx');
    try {
      await writeXlsx(written, pieces(seen, found));
      const { size } = await stat(written);
      const bytes = await readFile(written);
      const called = name(found, seen);
      return {
        do: 'upload',
        to: { person: to },
        name: called,
        alt: called,
        size,
        content: async () => bytes,
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

const stem = (found: Import): string => path.parse(found.fileName).name.slice(0, 80);

const badRowsUpload = file(
  'imports.badRows',
  (found, ctx) => `${stem(found)} – ${readerOf(ctx).t.imports.report.badFile}.xlsx`,
  (ctx, found) => badRows(ctx, found, readerOf(ctx)),
);

const reportUpload = file(
  'imports.report',
  (found, ctx) => `${stem(found)} – ${readerOf(ctx).t.imports.report.file}.xlsx`,
  (ctx, found) => wholeReport(ctx, found, readerOf(ctx)),
);

export async function queueBadRows(tx: Ctx, { id, personId }: Import): Promise<void> {
  await enqueue(tx, {
    kind: 'imports.badRows',
    payload: { importId: id, to: personId },
    dedupeKey: `importBad:${id}`,
    lane: `person:${personId}`,
    priority: 'answer',
  });
}

export async function queueReport(tx: Ctx, id: ImportId, to: PersonId, cause: string): Promise<void> {
  await enqueue(tx, {
    kind: 'imports.report',
    payload: { importId: id, to },
    dedupeKey: `importReport:${id}:${cause}`,
    lane: `person:${to}`,
    priority: 'answer',
  });
}

export const importEffects: EffectHandler[] = [
  card,
  cardEdit,
  undoneCard,
  badRowsUpload,
  reportUpload,
  templateUpload,
  leadNews,
];
