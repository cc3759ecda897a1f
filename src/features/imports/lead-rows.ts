/** Rows of people and companies who are no customers yet. */
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { isOpen, leadNumber, type NewLead } from '../leads/model.ts';
import { searchLeads } from '../leads/service.ts';
import type { Why } from './model.ts';
import type { RowFacts } from './row-facts.ts';

export function newLead({ company, contacts, lead }: RowFacts, ownerId: PersonId | null): NewLead {
  const [contact] = contacts;
  return {
    name: contact?.isNamed ? contact.name : null,
    position: contact?.position ?? null,
    email: contact?.emails[0] ?? null,
    phone: contact?.phones[0] ?? null,
    companyName: company?.name ?? null,
    ico: company?.ico ?? null,
    ...(company?.domain ? { domain: company.domain } : {}),
    source: lead.source,
    campaign: lead.campaign,
    class: lead.class,
    classReason: lead.classReason,
    note: lead.note,
    ...(ownerId ? { ownerId } : {}),
  };
}

/** An open lead has this address already: it is worked on, and no second one is made. */
export async function leadProblem(ctx: Ctx, { contacts }: RowFacts): Promise<Why | null> {
  const email = contacts[0]?.emails[0];
  if (!email) return null;
  const there = (await searchLeads(ctx, email, 10)).find((lead) => lead.email === email && isOpen(lead));
  return there ? { code: 'leadKnown', column: null, text: leadNumber(there.id) } : null;
}
