/** A message, or the whole thread that it belongs to, becomes an entry. */
import type { ModalView } from '@slack/types';
import { findPersonBySlackId, listPeopleBySlackIds } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import { fromMillis } from '../../lib/time.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { mentionedIn, plainOf } from '../../slack/plain-text.ts';
import type { ShortcutRequest } from '../../slack/requests.ts';
import { blankLog, howMuch, type LogMeta, logForm, logMessageShortcut, type ThreadMeta } from './buttons.ts';
import { textBlock } from './form.ts';
import { likelyTarget } from './guess.ts';
import { couldInvite, permalinkOf } from './message-source.ts';
import { newEntryModal, usualKind } from './prepare.ts';
import { readThread } from './thread.ts';
import { findDraft, keepDraft } from './thread-store.ts';
import { minutesOf } from './thread-text.ts';

export function registerMessageHandlers(on: Handlers): void {
  on.shortcut(logMessageShortcut, (request) => request.open(() => messageForm(request)));

  on.choice(howMuch, async (request) => {
    const { ctx, reader, form, value, view } = request;
    const meta = logForm.read(view?.private_metadata ?? '');
    if (!meta.thread || meta.thread.whole === (value === 'whole')) return;
    const typed = form.text(textBlock(meta)) ?? '';
    const next = await switched(ctx, meta, meta.thread, typed);
    await request.update(await newEntryModal(ctx, next.meta, { text: next.text }, reader));
  });
}

async function messageForm({
  ctx,
  reader,
  client,
  message,
  teamDomain,
}: ShortcutRequest): Promise<ModalView> {
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
    ...blankLog,
    kind,
    target,
    message: { channel, ts, permalink },
    thread: invite ? null : await threadOf({ ctx, reader, client, message, teamDomain }, text),
    threadNeedsInvite: invite && message.thread !== null,
    couldInvite: invite,
  };
  const author = message.user ? await findPersonBySlackId(ctx.db, message.user) : null;
  const people = author?.kind === 'member' ? [author.slackId] : [];
  const at = fromMillis(Number(ts) * 1000);
  return newEntryModal(ctx, meta, { text, at, people }, reader);
}

/** null when there is none, or nothing more in it than the message */
async function threadOf(
  {
    ctx,
    reader,
    client,
    message,
    teamDomain,
  }: Pick<ShortcutRequest, 'ctx' | 'reader' | 'client' | 'message' | 'teamDomain'>,
  own: string,
): Promise<ThreadMeta | null> {
  if (!message?.thread) return null;
  const { channel, thread: root } = message;
  const permalink = await permalinkOf(client, { channel, ts: root, thread: null }, teamDomain);
  const thread = await readThread(ctx, client, { channel, root, permalink }, reader);
  if (!thread || thread.count < 2) return null;
  const draft = await keepDraft(ctx, { own, text: thread.text, people: thread.people });
  return { draft, count: thread.count, ts: root, permalink, whole: false, turn: 0, rest: 0 };
}

async function plainText(ctx: Ctx, text: string): Promise<string> {
  const people = await listPeopleBySlackIds(ctx.db, mentionedIn(text));
  return plainOf(text, new Map(people.map((person) => [person.slackId, person.name])));
}

/** From the message to its thread and back. What was typed stays, above what is filled in. */
async function switched(
  ctx: Ctx,
  meta: LogMeta,
  thread: ThreadMeta,
  typed: string,
): Promise<{ meta: LogMeta; text: string }> {
  const draft = await findDraft(ctx, thread.draft);
  // Kept for two days: a form open for longer goes on without it.
  if (!draft) return { meta: { ...meta, thread: null }, text: typed };
  const turn = thread.turn + 1;
  if (thread.whole) {
    const untouched = typed === minutesOf(draft.text).shown.trim();
    return {
      meta: { ...meta, thread: { ...thread, whole: false, turn, rest: 0 } },
      text: untouched ? draft.own : typed,
    };
  }
  const { shown, rest } = minutesOf(draft.text, typed === draft.own ? '' : typed);
  return {
    meta: { ...meta, thread: { ...thread, whole: true, turn, rest: [...rest].length } },
    text: shown,
  };
}
