import { assertAdmin } from '../../../access/policy.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import type { Instant } from '../../../lib/time.ts';
import { findMailboxState, type MailboxState } from './cursors.ts';
import { mailboxesOf, personOf, usersOf } from './mailbox-people.ts';
import { notLoggedSince } from './not-logged.ts';
import { countNotLogged, type NotLoggedCount } from './not-logged-store.ts';
import { mayRead } from './switch.ts';

export interface MailboxHealth {
  name: string;
  state: MailboxState;
  /** stored and not decided yet */
  backlog: number;
  /** when the oldest mail came that is on the server only, or not decided yet; null: nothing waits */
  waitingSince: Instant | null;
  quarantined: number;
}

/** How a mailbox is, as the actor may know it. */
export interface MailboxView extends MailboxHealth {
  /** it waits for its person, whose name or address this is */
  switchedOffBy: string | null;
  /** it is in the actor's own name */
  isTheirs: boolean;
  /** the actor is one of its people: they see what was not logged */
  mayList: boolean;
  notLogged: NotLoggedCount[];
}

/** Every mailbox that is configured or was ever read, as it is now. */
async function mailHealth(ctx: Ctx): Promise<MailboxHealth[]> {
  const read: string[] = await ctx.db('mailbox_states').orderBy('mailbox').pluck('mailbox');
  const names = [...new Set([...mailboxesOf(ctx).map(({ name }) => name), ...read])];
  if (names.length === 0) return [];
  const counts: { mailbox: string; status: string; total: number | string; oldest: string }[] = await ctx
    .db('inbound_emails')
    .whereIn('mailbox', names)
    .whereIn('status', ['received', 'quarantined'])
    .groupBy('mailbox', 'status')
    .select('mailbox', 'status')
    .count({ total: '*' })
    .min({ oldest: 'server_at' });
  return Promise.all(
    names.map(async (name) => {
      const of = (status: string) => counts.find((one) => one.mailbox === name && one.status === status);
      const state = await findMailboxState(ctx, name);
      return {
        name,
        state,
        backlog: Number(of('received')?.total ?? 0),
        waitingSince: earlier((of('received')?.oldest ?? null) as Instant | null, state.unfetchedSince),
        quarantined: Number(of('quarantined')?.total ?? 0),
      };
    }),
  );
}

const earlier = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b;

/** Of every mailbox how it is; what it holds is for its people. @throws CrmError admin.only */
export async function readMailboxes(ctx: Ctx): Promise<MailboxView[]> {
  assertAdmin(ctx);
  return viewsOf(ctx);
}

/** Those that are the actor's own, or theirs to sort. */
export const readOwnMailboxes = async (ctx: Ctx): Promise<MailboxView[]> =>
  (await viewsOf(ctx)).filter(({ mayList }) => mayList);

async function viewsOf(ctx: Ctx): Promise<MailboxView[]> {
  const me = actorId(ctx);
  const views: MailboxView[] = [];
  for (const health of await mailHealth(ctx)) {
    const mailbox = mailboxesOf(ctx).find(({ name }) => name === health.name);
    const mayList = mailbox !== undefined && me !== null && (await usersOf(ctx, mailbox)).includes(me);
    const owner = mailbox ? await personOf(ctx, mailbox) : null;
    const isOff = mailbox !== undefined && !(await mayRead(ctx, mailbox));
    views.push({
      ...health,
      switchedOffBy: isOff ? (owner?.name ?? mailbox.person ?? null) : null,
      isTheirs: owner !== null && owner.id === me,
      mayList,
      notLogged: await countNotLogged(ctx, health.name, notLoggedSince(ctx)),
    });
  }
  return views;
}

/** Those that are read: one that was taken out of MAILBOXES, or that its person switched off, may fail for ever. */
async function namesRead(ctx: Ctx): Promise<Set<string>> {
  const names = new Set<string>();
  for (const mailbox of mailboxesOf(ctx)) if (await mayRead(ctx, mailbox)) names.add(mailbox.name);
  return names;
}

/** For GET /health: fine while every mailbox was read lately and none refuses us. */
export const mailHealthPart = {
  name: 'mail',
  check: async (ctx: Ctx) => {
    const mailboxes = await mailHealth(ctx);
    const read = await namesRead(ctx);
    return {
      ok: mailboxes.every(({ name, state }) => state.failingSince === null || !read.has(name)),
      mailboxes: mailboxes.map(({ name, state, backlog, waitingSince, quarantined }) => ({
        name,
        ...(read.has(name) ? {} : { notRead: true }),
        lastSuccessAt: state.lastSuccessAt,
        failingSince: state.failingSince,
        refused: state.refusedAt !== null,
        error: state.errorCode,
        lastError: state.lastError,
        waitingSince,
        unfetched: state.unfetched,
        backlog,
        quarantined,
        checkedAt: state.checkedAt,
      })),
    };
  },
};
