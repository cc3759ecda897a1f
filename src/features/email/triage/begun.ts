/** A deal or lead that is begun from a mail's card: what became of the mail while the form was open. */
import { findPerson } from '../../../access/people.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import { type ErrorDetails, refuse } from '../../../lib/errors.ts';
import type { ContactId } from '../../../lib/ids.ts';
import { cut } from '../../../lib/text.ts';
import { findCompany } from '../../companies/service.ts';
import { fullName } from '../../contacts/model.ts';
import { findContact } from '../../contacts/service.ts';
import { dealNumber } from '../../deals/model.ts';
import { leadName } from '../../leads/model.ts';
import { findLead } from '../../leads/service.ts';
import type { DecisionId, Email, EmailId } from '../model.ts';
import { findDecider } from './decision-store.ts';

/** The mail as it was when the form was opened. */
interface MailOrigin extends Record<string, unknown> {
  emailId: EmailId;
  /** what people had decided about it; absent in what was opened before this was kept */
  decisionId?: DecisionId | null;
  contactId?: ContactId | null;
}

export const originOf = ({ id, decisionId, contactId }: Email): MailOrigin => ({
  emailId: id,
  decisionId,
  contactId,
});

/** null: it was not begun from a mail */
export function readOrigin(details: Record<string, unknown>): MailOrigin | null {
  const { origin } = details as { origin?: Partial<MailOrigin> };
  return typeof origin?.emailId === 'number' ? (origin as MailOrigin) : null;
}

/** Nobody decided about it since; the rules may have. */
export async function isAsSeen(tx: Ctx, email: Email, { decisionId }: MailOrigin): Promise<boolean> {
  if (decisionId === undefined || decisionId === email.decisionId) return true;
  const decider = await findDecider(tx, email.decisionId);
  return decider !== null && decider.personId === null;
}

/** @param email as the actor sees it @throws CrmError mail.filedMeanwhile */
export async function refuseFiled(tx: Ctx, email: Email | null): Promise<never> {
  const decider = email && (await findDecider(tx, email.decisionId));
  const by = decider?.personId && decider.personId !== actorId(tx) ? decider.personId : null;
  return refuse('mail.filedMeanwhile', {
    at: email && (await placeOf(tx, email)),
    by: by && cut((await findPerson(tx.db, by))?.name ?? '', 80),
  });
}

type FiledAt = ErrorDetails['mail.filedMeanwhile']['at'];

async function placeOf(tx: Ctx, email: Email): Promise<FiledAt> {
  const { status, dealId, companyId, contactId, salesLeadId } = email;
  if (status === 'ignored') return { kind: 'ignored', name: '' };
  if (status !== 'logged') return null;
  if (dealId !== null) return { kind: 'deal', name: dealNumber(dealId) };
  const lead = salesLeadId && (await findLead(tx, salesLeadId));
  if (lead) return { kind: 'lead', name: cut(leadName(lead), 150) };
  const contact = contactId && (await findContact(tx, contactId));
  if (contact) return { kind: 'contact', name: cut(fullName(contact), 150) };
  const company = companyId && (await findCompany(tx, companyId));
  return company ? { kind: 'company', name: cut(company.name, 150) } : null;
}
