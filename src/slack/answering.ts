/** Turns what Slack sends into a request: who, in which language, and how to answer them. */
import type { ModalView, View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { asPerson, findPersonBySlackId, isActiveMember, languageOf, type Person } from '../access/people.ts';
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
  SlackFile,
  SubmitRequest,
} from './requests.ts';
import { respond, slackCode } from './respond.ts';
import { alertView, loadingView } from './standing.ts';

export interface Answering {
  /** never retries and never queues behind a rate limit: it answers people who wait */
  client: WebClient;
  ctx: Ctx;
  systemCtx(): Promise<Ctx>;
  /** looks a person up in Slack when our own table does not know them yet */
  meet(slackId: string): Promise<Person | null>;
  /** where response_url may point to, as prefixes */
  responseHosts: string[];
}

interface Sender {
  slackId: string;
  channel: string | null;
  triggerId: string | null;
  responseUrl: string | null;
  /** a modal on the screen: what is said is pushed on top of it */
  inModal: boolean;
  requestKey: string | null;
}

async function requestOf(answering: Answering, sender: Sender): Promise<(Request & Opening) | null> {
  const person =
    (await findPersonBySlackId(answering.ctx.db, sender.slackId)) ?? (await answering.meet(sender.slackId));
  if (!isActiveMember(person)) {
    await turnAway(answering, sender, person);
    return null;
  }
  const ctx: Ctx = { ...asPerson(answering.ctx, person), requestKey: sender.requestKey };
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
        await answering.client.views.push({ trigger_id: sender.triggerId, view: alertView(t, text) });
        return;
      }
      await whisper(answering, sender, message);
    },
    async bringUpToDate(place, shown) {
      if (place.view) return updateView(answering, place.view, shown.view);
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

async function turnAway(answering: Answering, sender: Sender, person: Person | null): Promise<void> {
  if (!sender.responseUrl || person?.kind === 'bot') return;
  const language = person ? languageOf(person, answering.ctx.settings) : answering.ctx.settings.language;
  const text = wordsFor(language).common.notMember;
  await respond(answering, sender.responseUrl, { text, response_type: 'ephemeral', replace_original: false });
}

/** Seen by the one who asked: by response_url, else where they are, else in their DM. */
async function whisper(answering: Answering, sender: Sender, message: Message | string): Promise<void> {
  const content = typeof message === 'string' ? { text: message } : message;
  if (sender.responseUrl) {
    await respond(answering, sender.responseUrl, {
      ...content,
      response_type: 'ephemeral',
      replace_original: false,
    });
    return;
  }
  await answering.client.chat.postMessage({ channel: sender.slackId, ...content });
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

interface Body {
  team?: { domain?: string } | null;
  user?: { id: string };
  user_id?: string;
  channel?: { id: string };
  channel_id?: string;
  trigger_id?: string;
  response_url?: string;
  view?: View & { id: string };
  message?: {
    ts: string;
    blocks?: { block_id?: string }[];
    thread_ts?: string;
    text?: string;
    user?: string;
    files?: RawFile[];
  };
  message_ts?: string;
  actions?: { action_id: string }[];
  container?: {
    type?: string;
    message_ts?: string;
    channel_id?: string;
    is_ephemeral?: boolean;
    thread_ts?: string;
  };
}

export interface RawFile {
  id: string;
  name?: string;
  size?: number;
  mimetype?: string;
  url_private_download?: string;
  url_private?: string;
  is_external?: boolean;
}

const senderOf = (body: Body, requestKey: string | null = null): Sender => ({
  slackId: body.user?.id ?? body.user_id ?? '',
  channel: body.channel?.id ?? body.channel_id ?? body.container?.channel_id ?? null,
  triggerId: body.trigger_id ?? null,
  responseUrl: body.response_url ?? null,
  inModal: body.view?.type === 'modal',
  requestKey,
});

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

export const toSlackFile = (file: RawFile): SlackFile => ({
  id: file.id,
  name: file.name ?? file.id,
  size: file.size ?? 0,
  mimetype: file.mimetype ?? 'application/octet-stream',
  url: file.url_private_download ?? file.url_private ?? '',
  isExternal: file.is_external ?? false,
});

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
  const shown = view as View & { id: string; private_metadata: string };
  const body = raw as Body;
  // A view is saved once: a repeated submission of the same view must not make a second deal.
  const request = await requestOf(answering, { ...senderOf(body, `view:${shown.id}`), inModal: false });
  return (
    request && { ...request, meta: id.read(shown.private_metadata), form: formValues(shown), view: shown }
  );
}
