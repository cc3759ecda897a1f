/**
 * Bolt, spoken to in our words: every handler is ack, read, call, show, and this is the ack and the read.
 * Commands and buttons are acknowledged before any database access; a view submission after its commit,
 * because field errors ride on the ack.
 */
import type { App } from '@slack/bolt';
import { HandledBefore } from '../db/transaction.ts';
import { wordsFor } from '../i18n/catalog.ts';
import type { Ctx } from '../lib/context.ts';
import { sleep } from '../lib/time.ts';
import { actionRequest, commandRequest, shortcutRequest, submitRequest } from './answering.ts';
import { plain } from './blocks.ts';
import { describeFailure } from './failures.ts';
import type { ButtonId, ChoiceId, MenuId, ModalId, ShortcutId, TypeAheadId } from './ids.ts';
import type {
  ActionRequest,
  CommandRequest,
  EventRequest,
  Request,
  Saving,
  ShortcutRequest,
  SubmitAnswer,
  SubmitRequest,
  Suggestions,
} from './requests.ts';
import { apologize } from './saying.ts';
import type { Answering } from './sender.ts';
import { alertView, savingView } from './standing.ts';
import { type KnownIds, registerCatchAll } from './unknown.ts';

export interface Handlers {
  command(name: `/${string}`, handle: (request: CommandRequest) => Promise<void>): void;
  shortcut(id: ShortcutId, handle: (request: ShortcutRequest) => Promise<void>): void;
  /** a click; buttons and overflow menus carry a typed value */
  action<T>(id: ButtonId<T> | MenuId<T>, handle: (request: ActionRequest<T>) => Promise<void>): void;
  /** a select or picker that acts at once; the value is what was chosen (null when cleared) */
  choice(id: ChoiceId | TypeAheadId, handle: (request: ActionRequest<string | null>) => Promise<void>): void;
  submit<M>(id: ModalId<M>, handle: (request: Saving<M>) => Promise<SubmitAnswer>): void;
  closed<M>(id: ModalId<M>, handle: (request: SubmitRequest<M>) => Promise<void>): void;
  suggest(
    id: TypeAheadId,
    /** `block`: which of several alike is typed into */
    handle: (request: Request & { query: string; meta: unknown; block: string }) => Promise<Suggestions>,
  ): void;
  event<E>(name: string, handle: (request: EventRequest<E>) => Promise<void>): void;
}

/** After this long a form that is still saving says so; Slack gives up after three seconds. */
const patienceMs = 2000;

export function createHandlers(app: App, base: Ctx, answering: Answering): Handlers {
  const known: KnownIds = { actions: [], views: new Set() };
  registerCatchAll(app, answering, known);
  let listeners = 0;
  const pattern = (id: string) => {
    const it = idPattern(id);
    known.actions.push(it);
    return it;
  };
  // Who asks is not known yet: only the installation's language is.
  const standingWords = wordsFor(base.language);
  async function serve<R extends Request>(
    what: string,
    body: unknown,
    read: () => Promise<R | null>,
    handle: (request: R) => Promise<void>,
  ): Promise<void> {
    let request: R | null;
    try {
      request = await read();
    } catch (error) {
      return apologize(answering, body, describeFailure(error, standingWords, base.log, what).text);
    }
    await guarded(request, what, handle);
  }
  return {
    command(name, handle) {
      app.command(name, async ({ ack, command }) => {
        await ack();
        await serve(name, command, () => commandRequest(answering, command), handle);
      });
    },
    shortcut(id, handle) {
      app.shortcut(id.id, async ({ ack, shortcut }) => {
        await ack();
        await serve(id.id, shortcut, () => shortcutRequest(answering, shortcut), handle);
      });
    },
    action(id, handle) {
      app.action(pattern(id.id), async ({ ack, action, body }) => {
        await ack();
        const raw = action as unknown as { value?: string; selected_option?: { value?: string } };
        const value = id.read(raw.selected_option?.value ?? raw.value);
        await serve(id.id, body, () => actionRequest(answering, body, value), handle);
      });
    },
    choice(id, handle) {
      app.action(pattern(id.id), async ({ ack, action, body }) => {
        await ack();
        await serve(id.id, body, () => actionRequest(answering, body, chosen(action)), handle);
      });
    },
    submit(id, handle) {
      known.views.add(`view_submission:${id.id}`);
      app.view({ callback_id: id.id, type: 'view_submission' }, async ({ ack, view, body }) => {
        const request = await submitRequest(answering, body, view, id).catch((error) => {
          const { text } = describeFailure(error, standingWords, base.log, id.id);
          return ack({ response_action: 'push', view: alertView(standingWords, text) } as never);
        });
        if (request === undefined) return;
        if (!request) return ack();
        const later: (() => Promise<void>)[] = [];
        const after = (work: () => Promise<void>) => void later.push(work);
        await answerSubmission(ack as Ack, view, request, id.id, () => handle({ ...request, after }));
        for (const work of later) await guarded(request, id.id, work);
      });
    },
    closed(id, handle) {
      known.views.add(`view_closed:${id.id}`);
      app.view({ callback_id: id.id, type: 'view_closed' }, async ({ ack, view, body }) => {
        await ack();
        await serve(id.id, body, () => submitRequest(answering, body, view, id), handle);
      });
    },
    suggest(id, handle) {
      app.options(id.id, async ({ ack, options }) => {
        const body = options as unknown as {
          value?: string;
          block_id?: string;
          view?: { private_metadata?: string };
        };
        const request = await actionRequest(answering, options, null);
        let found: Suggestions = [];
        try {
          const meta = body.view?.private_metadata ? JSON.parse(body.view.private_metadata) : null;
          if (request)
            found = await handle({ ...request, query: body.value ?? '', meta, block: body.block_id ?? '' });
        } catch (error) {
          base.log.error({ err: error, what: id.id }, 'suggestions failed');
        }
        await ack(optionsOf(found) as never);
      });
    },
    event(name, handle) {
      listeners += 1;
      const listener = listeners;
      app.event(name as 'app_home_opened', async ({ event, body }) => {
        const ctx = await answering.systemCtx();
        // Slack sends an event again when our answer came late: each listener handles it once.
        const requestKey = `event:${body.event_id}:${listener}`;
        try {
          await handle({ ctx: { ...ctx, requestKey }, client: answering.client, event: event as never });
        } catch (error) {
          if (error instanceof HandledBefore) return;
          base.log.error({ err: error, what: name }, 'an event failed');
        }
      });
    },
  };
}

function optionsOf(found: Suggestions) {
  const groups = found.filter((one) => 'label' in one);
  if (groups.length === 0) return { options: found };
  return { option_groups: groups.map(({ label, options }) => ({ label: plain(label, 75), options })) };
}

/** `deals.open` and `deals.open#3`: the suffix tells apart several of the same id within one block */
const idPattern = (id: string): RegExp => new RegExp(`^${id.replace(/[.]/g, '\\.')}(#.*)?$`);

function chosen(action: unknown): string | null {
  const it = action as Record<string, unknown> & { selected_option?: { value?: string } | null };
  const value =
    it.selected_option?.value ??
    it.selected_date ??
    it.selected_time ??
    it.selected_user ??
    it.selected_channel ??
    it.selected_conversation ??
    it.value ??
    null;
  return value === null ? null : String(value);
}

async function guarded<R extends Request>(
  request: R | null,
  what: string,
  handle: (request: R) => Promise<void>,
): Promise<void> {
  if (!request) return;
  try {
    await handle(request);
  } catch (error) {
    const failure = describeFailure(error, request.t, request.ctx.log, what);
    await request.say(failure.text);
  }
}

type Ack = (answer?: Record<string, unknown>) => Promise<void>;

async function answerSubmission(
  ack: Ack,
  view: { id: string; blocks: unknown[] },
  request: SubmitRequest<unknown>,
  what: string,
  work: () => Promise<SubmitAnswer>,
): Promise<void> {
  const outcome = work().then(
    (answer) => ({ answer, failure: null }),
    (error) => ({
      answer: undefined,
      failure:
        error instanceof HandledBefore ? null : describeFailure(error, request.t, request.ctx.log, what),
    }),
  );
  const patience = new AbortController();
  const first = await Promise.race([outcome, sleep(patienceMs, patience.signal).then(() => 'late' as const)]);
  if (first !== 'late') {
    patience.abort();
    if (first.failure) return ack(refusal(first.failure, view, request));
    return ack(acceptance(first.answer));
  }
  // Pushed on top, not in its place: when saving fails, the form with all that was typed is still underneath.
  const externalId = `saving-${view.id}`;
  await ack({ response_action: 'push', view: { ...savingView(request.t), external_id: externalId } });
  const { answer, failure } = await outcome;
  const next = failure
    ? alertView(request.t, failure.text)
    : (answer && ('update' in answer ? answer.update : 'push' in answer ? answer.push : null)) || {
        ...alertView(request.t, request.t.common.saved),
        clear_on_close: true,
      };
  await request.client.views.update({ external_id: externalId, view: next }).catch((error) => {
    // not_found: the person closed it meanwhile, so the outcome goes to a message.
    request.ctx.log.info({ err: error, what }, 'the saving view was closed');
    return request.say(failure?.text ?? request.t.common.saved);
  });
}

function refusal(
  failure: { text: string; fields: Record<string, string> | null },
  view: { blocks: unknown[] },
  request: SubmitRequest<unknown>,
): Record<string, unknown> {
  const inputs = (view.blocks as { type: string; block_id: string }[]).filter(
    (block) => block.type === 'input',
  );
  // `name~7` is the field `name`, begun anew at version 7 of its record.
  const known = new Map(inputs.map((block) => [block.block_id.split('~')[0], block.block_id]));
  const fields = Object.entries(failure.fields ?? {}).flatMap(([name, text]) => {
    const block = known.get(name);
    return block ? [[block, text]] : [];
  });
  if (failure.fields && fields.length === Object.keys(failure.fields).length) {
    return { response_action: 'errors', errors: Object.fromEntries(fields) };
  }
  return { response_action: 'push', view: alertView(request.t, failure.text) };
}

function acceptance(answer: SubmitAnswer): Record<string, unknown> | undefined {
  if (!answer) return undefined;
  if ('update' in answer) return { response_action: 'update', view: answer.update };
  if ('push' in answer) return { response_action: 'push', view: answer.push };
  return { response_action: 'clear' };
}
