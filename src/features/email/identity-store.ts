/** Which message owns an identity: the first that came, unless a copy said more. */
import { insertedOnce } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';
import type { EmailId } from './model.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    email_identities: { identity: string; email_id: number };
  }
}

/** @returns the message that owns the identity: this one, or the one that came first */
export async function takeIdentity(ctx: Ctx, identity: string, id: EmailId): Promise<EmailId> {
  const taken = ctx.db('email_identities').insert({ identity, email_id: id }).onConflict('identity').ignore();
  if (await insertedOnce(taken, 'identity')) return id;
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
