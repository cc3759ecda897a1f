import { listPeople, type Person } from '../../../access/people.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import type { MailboxConfig } from './config.ts';
import { mailboxOf, personOf, usersOf } from './mailbox-people.ts';
import { findSwitch, type MailboxSwitch } from './switch-store.ts';

/** A mailbox as the person in whose name it is decides about it. */
export interface SwitchCard {
  mailbox: MailboxConfig;
  switch: MailboxSwitch | null;
  /** who else sees what was not logged */
  others: Person[];
}

/** null for everybody but the person in whose name it is */
export async function readSwitchCard(ctx: Ctx, name: string): Promise<SwitchCard | null> {
  const mailbox = mailboxOf(ctx, name);
  const owner = mailbox ? await personOf(ctx, mailbox) : null;
  if (!mailbox?.person || !owner || owner.id !== actorId(ctx)) return null;
  const others = (await usersOf(ctx, mailbox)).filter((id) => id !== owner.id);
  return {
    mailbox,
    switch: await findSwitch(ctx, name, mailbox.person),
    others: await listPeople(ctx.db, others),
  };
}
