/** Turns what Slack sends into a request: who, in which language, and how to answer them. */
import type { ModalView, View } from '@slack/types';
import { enter, findPersonBySlackId } from '../access/people.ts';
import { wordsFor } from '../i18n/catalog.ts';
import { readerOf } from '../i18n/reader.ts';
import type { Ctx } from '../lib/context.ts';
import { sleep } from '../lib/time.ts';
import type { Message } from './blocks.ts';
import { formValues } from './forms.ts';
import type { ModalId } from './ids.ts';
import { isMark } from './lookup.ts';
import { plainOf } from './plain-text.ts';
import type {
  ActionRequest,
  CommandRequest,
  Opening,
  Place,
  Request,
  ShortcutRequest,
  SubmitRequest,
} from './requests.ts';
import { respond, slackCode } from './respond.ts';
import { pushView, turnAway, whisper } from './saying.ts';
import { type Answering, type Body, type Sender, senderOf, toSlackFile } from './sender.ts';
import { alertView, loadingView } from './standing.ts';

async function requestOf(answering: Answering, sender: Sender): Promise<(Request & Opening) | null> {
  const person =
    (await findPersonBySlackId(answering.ctx.db, sender.slackId)) ?? (await answering.meet(sender.slackId));
  const entered = enter(answering.ctx, person);
  if (!person || !entered) {
    await turnAway(answering, sender, person);
    return null;
  }
  const ctx: Ctx = { ...entered, requestKey: sender.requestKey };
  const t = wordsFor(ctx.language);
  let answered = false;
  return {
    ctx,
    person,
    reader: readerOf(ctx),
    t,
    client: answering.client,
    channel: sender.channel,
    async say(message) {
      if (sender.inModal && sender.triggerId && !answered) {
        answered = true;
        const text = typeof message === 'string' ? message : message.text;
        const pushed = await pushView(answering, sender.triggerId, alertView(t, text));
        if (pushed) return;
      }
      await whisper(answering, sender, message);
    },
    async bringUpToDate(place, shown) {
      if (place.view) return shown.view && updateView(answering, place.view, shown.view);
      if (!place.url) return;
      try {
        await respond(answering, place.url, { ...shown.message, replace_original: true });
      } catch (error) {
        // A response_url lives half an hour, and a form can be open longer.
        ctx.log.info({ err: error }, 'a message could not be brought up to date');
        await whisper(answering, { ...sender, responseUrl: null }, shown.message);
      }
    },
    open: (make) => openView(answering, sender, ctx, make),
  };
}

/** How long a view may take to be made before a loading view stands in: less than people notice. */
const momentMs = 250;

async function openView(
  answering: Answering,
  sender: Sender,
  ctx: Ctx,
  make: () => Promise<ModalView> | ModalView,
): Promise<void> {
  if (!sender.triggerId) throw new Error('this request carries no trigger to open a view with');
  const trigger_id = sender.triggerId;
  const show = (view: ModalView) =>
    sender.inModal
      ? answering.client.views.push({ trigger_id, view })
      : answering.client.views.open({ trigger_id, view });
  const made = Promise.resolve().then(make);
  const first = await Promise.race([made, sleep(momentMs).then(() => null)]);
  if (first) {
    await show(first);
    return;
  }
  made.catch(() => undefined);
  const opened = await show(loadingView(wordsFor(ctx.language)));
  const view_id = opened.view?.id as string;
  try {
    await updateView(answering, view_id, await made);
  } catch (error) {
    await updateView(
      answering,
      view_id,
      alertView(wordsFor(ctx.language), wordsFor(ctx.language).common.busy),
    );
    throw error;
  }
}

async function updateView(answering: Answering, viewId: string, view: ModalView): Promise<void> {
  try {
    await answering.client.views.update({ view_id: viewId, view });
  } catch (error) {
    // The person closed it, or it changed under us: both are an answer.
    if (!['not_found', 'hash_conflict'].includes(slackCode(error) ?? '')) throw error;
  }
}

export async function commandRequest(answering: Answering, raw: unknown): Promise<CommandRequest | null> {
  const body = raw as Body & { text?: string };
  const request = await requestOf(answering, senderOf(body));
  // Slack escapes it, and mentions carry the name.
  return request && { ...request, text: plainOf(body.text ?? '', new Map()) };
}

export async function shortcutRequest(answering: Answering, raw: unknown): Promise<ShortcutRequest | null> {
  const body = raw as Body;
  const request = await requestOf(answering, senderOf(body));
  if (!request) return null;
  const message = body.message && {
    channel: body.channel?.id as string,
    ts: body.message.ts,
    text: body.message.text ?? '',
    user: body.message.user ?? null,
    thread: body.message.thread_ts ?? null,
    files: (body.message.files ?? []).map(toSlackFile),
  };
  return { ...request, message: message ?? null, teamDomain: body.team?.domain ?? null };
}

export async function actionRequest<T>(
  answering: Answering,
  raw: unknown,
  value: T,
): Promise<ActionRequest<T> | null> {
  const body = raw as Body;
  const sender = senderOf(body);
  const request = await requestOf(answering, sender);
  if (!request) return null;
  const container = body.container ?? {};
  const ts = body.message?.ts ?? container.message_ts;
  const message =
    ts && sender.channel
      ? {
          channel: sender.channel,
          ts,
          thread: body.message?.thread_ts ?? container.thread_ts ?? null,
          isEphemeral: container.is_ephemeral ?? false,
          isPosted: isMark(body.message?.blocks?.[0]?.block_id),
        }
      : null;
  return {
    ...request,
    value,
    place: placeOf(body, sender),
    suffix: body.actions?.[0]?.action_id.split('#')[1] ?? null,
    view: body.view ?? null,
    message,
    form: formValues(body.view ?? {}),
    async replace(content) {
      if (sender.responseUrl)
        await respond(answering, sender.responseUrl, { ...marked(content, body), replace_original: true });
      else if (message?.isEphemeral) await request.say(content);
      else if (message)
        await answering.client.chat.update({
          channel: message.channel,
          ts: message.ts,
          ...marked(content, body),
        });
    },
    async update(view) {
      if (body.view?.type === 'modal') await updateView(answering, body.view.id, view);
      else throw new Error('there is no modal to update');
    },
  };
}

function placeOf(body: Body, sender: Sender): Place {
  if (body.view?.type === 'modal') return { view: body.view.id };
  return sender.responseUrl ? { url: sender.responseUrl } : {};
}

/**
 * The first block of a message that the dispatcher sent carries the effect's id, by which it is found again when the
 * answer to its post was lost: whatever takes the message's place keeps it.
 */
function marked(content: Message, body: Body): Message {
  const mark = body.message?.blocks?.[0]?.block_id;
  const [first, ...rest] = content.blocks;
  if (!isMark(mark) || !first) return content;
  return { ...content, blocks: [{ ...first, block_id: mark } as typeof first, ...rest] };
}

export async function submitRequest<M>(
  answering: Answering,
  raw: unknown,
  view: unknown,
  id: ModalId<M>,
): Promise<SubmitRequest<M> | null> {
  const shown = view as View & { id: string; private_metadata: string; hash?: string };
  const body = raw as Body;
  // A view is saved once: a repeated submission must not make a second deal. The next step in the same window has another hash.
  const key = `view:${shown.id}:${shown.hash ?? ''}`;
  const request = await requestOf(answering, { ...senderOf(body, key), inModal: false });
  return (
    request && { ...request, meta: id.read(shown.private_metadata), form: formValues(shown), view: shown }
  );
}
