import { actorId, type Ctx } from '../../../lib/context.ts';
import type { CompanyId, DealId, LeadId } from '../../../lib/ids.ts';
import { listCompaniesByIds } from '../../companies/service.ts';
import { listDealNames } from '../../deals/service.ts';
import { leadName } from '../../leads/model.ts';
import { listLeadsByIds } from '../../leads/service.ts';
import { letterOf } from '../letters.ts';
import { listColleagues } from '../lookup.ts';
import { nameOf } from '../mail-lines.ts';
import type { Email } from '../model.ts';
import { emailsAsSeen } from '../privacy/sight.ts';
import { listRecipients } from '../text-store.ts';
import type { FoundMail } from './model.ts';
import { listWithWords } from './proposing.ts';
import { hasAll, soughtWords } from './words.ts';
import { readSaid } from './words-store.ts';

/** More of them are looked through, in case the actor may not read some. */
const spare = 3;

/**
 * Mails in which the actor reads all these words, or beginnings of them: in the subject, the text, the people or the names
 * of attachments. The latest of the newest come first. The index proposes; what the actor may read now decides.
 */
export async function searchMails(ctx: Ctx, query: string, limit: number): Promise<FoundMail[]> {
  const sought = soughtWords(query);
  if (!sought) return [];
  const proposed = await emailsAsSeen(ctx, await listWithWords(ctx, sought, limit * spare));
  const said = await readSaid(
    ctx,
    proposed.map(({ id }) => id),
    actorId(ctx),
  );
  const found = proposed.filter(({ id }) => {
    const { open, own } = said.get(id) ?? { open: [], own: [] };
    return hasAll([...open, ...own], sought);
  });
  return withNames(ctx, found.sort((one, other) => (whenOf(one) < whenOf(other) ? 1 : -1)).slice(0, limit));
}

const whenOf = ({ sentAt, serverAt }: Email): string => sentAt ?? serverAt;

async function withNames(ctx: Ctx, emails: Email[]): Promise<FoundMail[]> {
  if (emails.length === 0) return [];
  const ids = <T>(of: (email: Email) => T | null): T[] => [
    ...new Set(emails.flatMap((one) => of(one) ?? [])),
  ];
  const [recipients, colleagues, deals, leads, companies] = await Promise.all([
    listRecipients(
      ctx,
      emails.map(({ id }) => id),
    ),
    listColleagues(ctx),
    listDealNames(
      ctx,
      ids<DealId>(({ dealId }) => dealId),
    ),
    listLeadsByIds(
      ctx,
      ids<LeadId>(({ salesLeadId }) => salesLeadId),
    ),
    listCompaniesByIds(
      ctx,
      ids<CompanyId>(({ companyId }) => companyId),
    ),
  ]);
  const leadOf = new Map(leads.map((lead) => [lead.id, leadName(lead)]));
  const companyOf = new Map(companies.map(({ id, name }) => [id, name]));
  return emails.map((email) => {
    const letter = letterOf(email, recipients.get(email.id) ?? [], colleagues);
    const name = email.dealId === null ? undefined : deals.get(email.dealId);
    return {
      email,
      from: letter ? letter.from : nameOf(email.from),
      to: letter?.to ?? null,
      deal: email.dealId !== null && name !== undefined ? { id: email.dealId, name } : null,
      about:
        (email.salesLeadId !== null && leadOf.get(email.salesLeadId)) ||
        (email.companyId !== null && companyOf.get(email.companyId)) ||
        null,
    };
  });
}
