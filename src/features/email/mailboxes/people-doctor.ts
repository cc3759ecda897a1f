/** `npm run doctor`: whether those whom a mailbox names are people here, and want it read. */
import { findPersonByEmail, isActiveMember, listPresent } from '../../../access/people.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { Check } from '../../../operations/doctor.ts';
import type { MailboxConfig } from './config.ts';
import { mayRead } from './switch.ts';

/** None of a mailbox that names nobody. */
export const peopleChecks = (ctx: Ctx, mailbox: MailboxConfig): Check[] =>
  mailbox.person || mailbox.for.length > 0
    ? [{ what: `people of ${mailbox.name}`, look: () => lookFor(ctx, mailbox) }]
    : [];

/** @throws Error whose message names the address that is nobody's */
async function lookFor(ctx: Ctx, mailbox: MailboxConfig): Promise<string> {
  const { person, for: sorting } = mailbox;
  const isBeforeStart = !(await ctx.database.writer.schema.hasTable('mailbox_switches'));
  if (isBeforeStart || (await listPresent(ctx.db)).length === 0)
    return 'nobody is known before the first start';
  const strangers: string[] = [];
  const names = new Map<string, string>();
  for (const address of [...(person ? [person] : []), ...sorting]) {
    const found = await findPersonByEmail(ctx.db, address);
    if (isActiveMember(found)) names.set(address, found.name);
    else strangers.push(`"${address === person ? 'person' : 'for'}": ${address}`);
  }
  if (strangers.length > 0)
    throw new Error(`nobody in Slack has this address, check how it is written: ${strangers.join(', ')}`);
  const sorters = sorting.map((address) => names.get(address)).join(', ');
  const sorted = sorters ? `${sorters} to sort it` : '';
  if (!person) return sorted;
  const reading = (await mayRead(ctx, mailbox))
    ? `${names.get(person)} has switched it on`
    : `not read until ${names.get(person)} switches it on in Slack`;
  return [reading, sorted].filter(Boolean).join('; ');
}
