import {
  findPerson,
  findPersonByEmail,
  isActiveMember,
  listSalesLeads,
  type Person,
} from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId, PersonId } from '../../lib/ids.ts';
import type { MailboxConfig } from './config.ts';

/** Whom a mail concerns: who sent or forwarded it, the owner of the likeliest deal, the mailbox's people, the sales lead. */
export async function whoSorts(
  ctx: Ctx,
  colleague: Person | null,
  considered: DealId[],
  mailbox: Pick<MailboxConfig, 'for'>,
): Promise<Person | null> {
  if (isActiveMember(colleague)) return colleague;
  const [likeliest] = considered;
  const deal = likeliest ? await ctx.db('deals').where({ id: likeliest }).first('owner_id') : undefined;
  const owner = deal ? await findPerson(ctx.db, deal.owner_id as PersonId) : null;
  if (isActiveMember(owner)) return owner;
  for (const address of mailbox.for) {
    const person = await findPersonByEmail(ctx.db, address);
    if (isActiveMember(person)) return person;
  }
  return (await listSalesLeads(ctx.db))[0] ?? null;
}
