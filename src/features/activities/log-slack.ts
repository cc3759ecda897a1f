import type { Ctx } from '../../lib/context.ts';
import { refuse } from '../../lib/errors.ts';
import type { ContactId, PersonId } from '../../lib/ids.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { Request, Saving, SubmitAnswer } from '../../slack/requests.ts';
import { whisperIn } from '../../slack/whisper.ts';
import {
  blankLog,
  chooseKind,
  contactsField,
  type LogMeta,
  logAbout,
  logForm,
  logShortcut,
  redoLog,
  showMore,
  targetField,
  undoLog,
} from './buttons.ts';
import { logHelp, savedMessage, takenBackMessage } from './entry-views.ts';
import { type ReadForm, readLogForm } from './form.ts';
import { isHelp, likelyTarget, readStart, type Start } from './guess.ts';
import { changeEntry, logEntry } from './log-entry.ts';
import type { ActivitySource } from './model.ts';
import { type Origin, originOf, refreshOrigin } from './origin.ts';
import { changedEntryModal, newEntryModal, personIds, usualKind } from './prepare.ts';
import { deleteActivity, restoreActivity } from './service.ts';
import { suggestContacts, suggestTargets, targetOfMeta } from './suggestions.ts';
import { readTarget, type Target, targetOf } from './target.ts';
import { findDraft } from './thread-store.ts';
import { joined } from './thread-text.ts';
import { entryOf, showEntry } from './timeline.ts';

export function registerLogHandlers(on: Handlers): void {
  on.command('/log', async (request) => {
    const { ctx, channel } = request;
    if (isHelp(request.text)) return request.say(logHelp(request.reader));
    await request.open(async () => openForm(request, await readStart(ctx, request.text, channel)));
  });
  on.shortcut(logShortcut, async (request) => {
    await request.open(async () => openForm(request, await startAt(request.ctx, null)));
  });
  on.action(logAbout, (request) =>
    request.open(async () => {
      const { target, contactId } = request.value;
      const start = await startAt(request.ctx, target);
      return openForm(request, start, await originOf(request, target), contactId);
    }),
  );

  on.action(chooseKind, async (request) => {
    const meta = logForm.read(request.view?.private_metadata ?? '');
    await request.update(await drawAgain(request, { ...meta, kind: request.value }));
  });
  on.action(showMore, async (request) => {
    const meta = logForm.read(request.view?.private_metadata ?? '');
    await request.update(await drawAgain(request, { ...meta, more: true }));
  });
  on.choice(targetField, async (request) => {
    const meta = logForm.read(request.view?.private_metadata ?? '');
    const target = readTarget(request.value) ? (request.value as Target) : null;
    await request.update(await drawAgain(request, { ...meta, target }));
  });
  on.suggest(targetField, ({ ctx, query, reader }) => suggestTargets(ctx, query, reader));
  on.suggest(contactsField, ({ ctx, query, meta, reader }) =>
    suggestContacts(ctx, query, targetOfMeta(meta), reader),
  );

  on.submit(logForm, save);
  on.action(undoLog, async (request) => {
    const { ctx, value, reader } = request;
    const entry = await entryOf(ctx, await deleteActivity(ctx, value));
    await request.replace(takenBackMessage(entry, reader));
  });
  on.action(redoLog, async (request) => {
    const { ctx, value, reader } = request;
    const entry = await entryOf(ctx, await restoreActivity(ctx, value));
    await request.replace(savedMessage(entry, false, reader));
  });
}

const startAt = async (ctx: Ctx, target: Target | null): Promise<Start> => ({
  target: target ?? (await likelyTarget(ctx, null)),
  kind: null,
  text: null,
  notFound: null,
});

async function openForm(
  { ctx, reader, channel }: Request,
  start: Start,
  origin: Origin | null = null,
  contactId?: ContactId,
) {
  const kind = start.kind ?? (await usualKind(ctx));
  const meta: LogMeta = {
    ...blankLog,
    kind,
    target: start.target,
    channel,
    origin,
    ...(contactId ? { contactId } : {}),
  };
  return newEntryModal(ctx, meta, start, reader);
}

/** What was typed stays in its fields: their block_ids are the same. */
const drawAgain = ({ ctx, reader }: Request, meta: LogMeta) =>
  meta.id ? changedEntryModal(ctx, { ...meta, id: meta.id }, reader) : newEntryModal(ctx, meta, {}, reader);

async function save(request: Saving<LogMeta>): Promise<SubmitAnswer> {
  const { ctx, meta, reader, person } = request;
  const { activity, newContacts, people, nextStep, writers } = await withThread(
    ctx,
    meta,
    readLogForm(request.form, meta),
  );
  const present = people ? { peopleIds: await personIds(ctx, people) } : {};
  if (meta.id) {
    await changeEntry(ctx, meta.id, { activity: { ...activity, ...present }, newContacts });
    return { update: await showEntry(ctx, { id: meta.id, back: meta.back }, reader) };
  }
  const logged = await logEntry(ctx, {
    activity: {
      peopleIds: [...new Set([person.id, ...writers])],
      ...activity,
      ...present,
      source: sourceOf(meta),
    },
    newContacts,
    nextStep,
  });
  request.after(async () => {
    if (await refreshOrigin(request, meta.origin, targetOf(logged))) return;
    await whisperIn(
      request,
      meta.channel,
      savedMessage(await entryOf(ctx, logged), meta.couldInvite, reader),
    );
  });
  return undefined;
}

/** Minutes of a whole thread are longer than their field shows. @throws CrmError thread.gone */
async function withThread(
  ctx: Ctx,
  { thread }: LogMeta,
  read: ReadForm,
): Promise<ReadForm & { writers: PersonId[] }> {
  if (!thread?.whole) return { ...read, writers: [] };
  const draft = (await findDraft(ctx, thread.draft)) ?? refuse('thread.gone', {}, 'howMuch');
  const rest = thread.rest > 0 ? [...draft.text].slice(-thread.rest).join('') : '';
  const text = joined(read.activity.text ?? '', rest);
  return { ...read, activity: { ...read.activity, text }, writers: draft.people };
}

function sourceOf({ message, thread }: LogMeta): ActivitySource {
  if (!message) return { by: 'person' };
  if (!thread?.whole) return { by: 'message', ...message };
  return { by: 'message', channel: message.channel, ts: thread.ts, permalink: thread.permalink, whole: true };
}
