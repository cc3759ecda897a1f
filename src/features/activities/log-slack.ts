import { findPersonBySlackId, listPeopleBySlackIds } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import { fromMillis } from '../../lib/time.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { mentionedIn, plainOf } from '../../slack/plain-text.ts';
import type { Request, Saving, ShortcutRequest, SubmitAnswer } from '../../slack/requests.ts';
import { whisperIn } from '../../slack/whisper.ts';
import {
  chooseKind,
  contactsField,
  type LogMeta,
  logAbout,
  logForm,
  logMessageShortcut,
  logShortcut,
  redoLog,
  showMore,
  targetField,
  undoLog,
} from './buttons.ts';
import { logHelp, savedMessage, takenBackMessage } from './entry-views.ts';
import { readLogForm } from './form.ts';
import { isHelp, likelyTarget, readStart, type Start } from './guess.ts';
import { changeEntry, logEntry } from './log-entry.ts';
import { couldInvite, permalinkOf } from './message-source.ts';
import { type Origin, originOf, refreshOrigin } from './origin.ts';
import { changedEntryModal, newEntryModal, personIds, usualKind } from './prepare.ts';
import { deleteActivity, restoreActivity } from './service.ts';
import { suggestContacts, suggestTargets, targetOfMeta } from './suggestions.ts';
import { readTarget, type Target, targetOf } from './target.ts';
import { entryOf, showEntry } from './timeline.ts';

const blank: Omit<LogMeta, 'kind'> = {
  target: null,
  more: false,
  channel: null,
  origin: null,
  message: null,
  couldInvite: false,
  id: null,
  back: null,
};

export function registerLogHandlers(on: Handlers): void {
  on.command('/log', async (request) => {
    const { ctx, channel } = request;
    if (isHelp(request.text)) return request.say(logHelp(request.reader));
    await request.open(async () => openForm(request, await readStart(ctx, request.text, channel)));
  });
  on.shortcut(logShortcut, async (request) => {
    await request.open(async () => openForm(request, await startAt(request.ctx, null)));
  });
  on.shortcut(logMessageShortcut, (request) => request.open(() => messageForm(request)));
  on.action(logAbout, (request) =>
    request.open(async () => {
      const { target } = request.value;
      const start = await startAt(request.ctx, target);
      return openForm(request, start, await originOf(request, target));
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

async function openForm({ ctx, reader, channel }: Request, start: Start, origin: Origin | null = null) {
  const kind = start.kind ?? (await usualKind(ctx));
  const meta: LogMeta = { ...blank, kind, target: start.target, channel, origin };
  return newEntryModal(ctx, meta, start, reader);
}

async function messageForm({ ctx, reader, client, message, teamDomain }: ShortcutRequest) {
  if (!message) throw new Error('a message shortcut without its message');
  const { channel, ts } = message;
  const [permalink, invite, target, kind, text] = await Promise.all([
    permalinkOf(client, message, teamDomain),
    couldInvite(client, channel),
    likelyTarget(ctx, channel),
    usualKind(ctx),
    plainText(ctx, message.text),
  ]);
  const meta: LogMeta = {
    ...blank,
    kind,
    target,
    channel: null,
    message: { channel, ts, permalink },
    couldInvite: invite,
  };
  const author = message.user ? await findPersonBySlackId(ctx.db, message.user) : null;
  const people = author?.kind === 'member' ? [author.slackId] : [];
  return newEntryModal(ctx, meta, { text, at: fromMillis(Number(ts) * 1000), people }, reader);
}

async function plainText(ctx: Ctx, text: string): Promise<string> {
  const people = await listPeopleBySlackIds(ctx.db, mentionedIn(text));
  return plainOf(text, new Map(people.map((person) => [person.slackId, person.name])));
}

/** What was typed stays in its fields: their block_ids are the same. */
const drawAgain = ({ ctx, reader }: Request, meta: LogMeta) =>
  meta.id ? changedEntryModal(ctx, { ...meta, id: meta.id }, reader) : newEntryModal(ctx, meta, {}, reader);

async function save(request: Saving<LogMeta>): Promise<SubmitAnswer> {
  const { ctx, meta, reader, person } = request;
  const { activity, newContacts, people, nextStep } = readLogForm(request.form, meta);
  const present = people ? { peopleIds: await personIds(ctx, people) } : {};
  if (meta.id) {
    await changeEntry(ctx, meta.id, { activity: { ...activity, ...present }, newContacts });
    return { update: await showEntry(ctx, { id: meta.id, back: meta.back }, reader) };
  }
  const logged = await logEntry(ctx, {
    activity: {
      peopleIds: [person.id],
      ...activity,
      ...present,
      source: meta.message ? { by: 'message', ...meta.message } : { by: 'person' },
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
