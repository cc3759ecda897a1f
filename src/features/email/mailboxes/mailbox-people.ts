/** Whose a mailbox is: the person in whose name it is, and those who sort its mail. */
import { findPersonByEmail, isActiveMember, listSalesLeads, type Person } from '../../../access/people.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import type { MailboxConfig } from './config.ts';

declare module '../../../lib/context.ts' {
  interface Ports {
    /** as configured */
    mailboxes: MailboxConfig[];
  }
}

/** A tool that reads no mailboxes has none. */
export const mailboxesOf = (ctx: Ctx): MailboxConfig[] => ctx.ports.mailboxes ?? [];

/** Where colleagues send copies and forwards. */
export function dropboxOf(ctx: Ctx): string | null {
  const dropbox = mailboxesOf(ctx).find(({ mode }) => mode === 'dropbox');
  return dropbox?.addresses[0] ?? dropbox?.user ?? null;
}

export const mailboxOf = (ctx: Ctx, name: string): MailboxConfig | null =>
  mailboxesOf(ctx).find((mailbox) => mailbox.name === name) ?? null;

/** The one in whose name it is, while they are here. */
export async function personOf(ctx: Ctx, { person }: Pick<MailboxConfig, 'person'>): Promise<Person | null> {
  const found = person ? await findPersonByEmail(ctx.db, person) : null;
  return isActiveMember(found) ? found : null;
}

/** Who sees what of it was not logged: its person and those named for it; where nobody is named, the sales leads. */
export async function usersOf(ctx: Ctx, mailbox: MailboxConfig): Promise<PersonId[]> {
  const named = [...(mailbox.person ? [mailbox.person] : []), ...mailbox.for];
  if (named.length === 0) return (await listSalesLeads(ctx.db)).map(({ id }) => id);
  const users: PersonId[] = [];
  for (const address of named) {
    const user = await findPersonByEmail(ctx.db, address);
    if (isActiveMember(user)) users.push(user.id);
  }
  return users;
}

export async function isUserOf(ctx: Ctx, mailbox: MailboxConfig): Promise<boolean> {
  const me = actorId(ctx);
  return me !== null && (await usersOf(ctx, mailbox)).includes(me);
}
