/** Which message owns an identity: the first that came, unless a copy said more. */
import { insertedOnce } from '../../db/dialect.ts';
import { asking } from '../../db/recall.ts';
import type { Ctx } from '../../lib/context.ts';
import type { EmailId } from './model.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    email_identities: { identity: string; email_id: number };
  }
}

/** By the identity: which of the messages that are decided together took it. */
const taken = asking<string, EmailId | null>('identity', null, async () => new Map());

/** What takeIdentity() does, for all that are decided together: in the order in which they came. */
export async function takeIdentities(ctx: Ctx, mails: { identity: string; id: EmailId }[]): Promise<void> {
  // In one order everywhere: two processes that take the same ones never wait for each other.
  const rows = mails
    .map(({ identity, id }) => ({ identity, email_id: id }))
    .toSorted((one, other) => (one.identity < other.identity ? -1 : Number(one.identity > other.identity)));
  if (rows.length === 0) return;
  const inserted = await ctx
    .db('email_identities')
    .insert(rows)
    .onConflict('identity')
    .ignore()
    .returning(['identity', 'email_id']);
  for (const row of inserted) taken.foretell(ctx, row.identity, row.email_id as EmailId);
}

/** @returns the message that owns the identity: this one, or the one that came first */
export async function takeIdentity(ctx: Ctx, identity: string, id: EmailId): Promise<EmailId> {
  if ((await taken.one(ctx, identity)) === id) return id;
  const insert = ctx
    .db('email_identities')
    .insert({ identity, email_id: id })
    .onConflict('identity')
    .ignore();
  if (await insertedOnce(insert, 'identity')) return id;
  const row = await ctx.db('email_identities').where({ identity }).first();
  return (row?.email_id ?? id) as EmailId;
}

export async function moveIdentity(ctx: Ctx, identity: string, to: EmailId): Promise<void> {
  await ctx.db('email_identities').where({ identity }).update({ email_id: to });
}

/** What was known as one message is known as the other. */
export async function handIdentityOver(ctx: Ctx, from: EmailId, to: EmailId): Promise<void> {
  const row = await ctx.db('inbound_emails').where({ id: from }).first('identity');
  if (row?.identity) await moveIdentity(ctx, row.identity, to);
}
