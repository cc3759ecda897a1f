import { assertAdmin } from '../../access/policy.ts';
import type { Ctx } from '../../lib/context.ts';
import { findMailboxState, type MailboxState } from './cursors.ts';

export interface MailboxHealth {
  name: string;
  state: MailboxState;
  /** stored and not decided yet */
  backlog: number;
  quarantined: number;
}

/** Every mailbox that was ever read, as it is now. */
async function mailHealth(ctx: Ctx): Promise<MailboxHealth[]> {
  const names: string[] = await ctx.db('mailbox_states').orderBy('mailbox').pluck('mailbox');
  const counts: { mailbox: string; status: string; total: number | string }[] = await ctx
    .db('inbound_emails')
    .whereIn('status', ['received', 'quarantined'])
    .groupBy('mailbox', 'status')
    .select('mailbox', 'status')
    .count({ total: '*' });
  const count = (mailbox: string, status: string) =>
    Number(counts.find((one) => one.mailbox === mailbox && one.status === status)?.total ?? 0);
  return Promise.all(
    names.map(async (name) => ({
      name,
      state: await findMailboxState(ctx, name),
      backlog: count(name, 'received'),
      quarantined: count(name, 'quarantined'),
    })),
  );
}

/** @throws CrmError admin.only */
export async function readMailboxes(ctx: Ctx): Promise<MailboxHealth[]> {
  assertAdmin(ctx);
  return mailHealth(ctx);
}

/** For GET /health: fine while every mailbox was read lately and none refuses us. */
export const mailHealthPart = {
  name: 'mail',
  check: async (ctx: Ctx) => {
    const mailboxes = await mailHealth(ctx);
    return {
      ok: mailboxes.every(({ state }) => state.failingSince === null),
      mailboxes: mailboxes.map(({ name, state, backlog, quarantined }) => ({
        name,
        lastSuccessAt: state.lastSuccessAt,
        failingSince: state.failingSince,
        refused: state.refusedAt !== null,
        backlog,
        quarantined,
      })),
    };
  },
};
