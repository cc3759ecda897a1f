import { setImmediate } from 'node:timers/promises';
import { actorId, type Ctx } from '../../../lib/context.ts';
import type { CompanyId, DealId, LeadId } from '../../../lib/ids.ts';
import { listCompaniesByIds } from '../../companies/service.ts';
import { listDealNames } from '../../deals/service.ts';
import { leadName } from '../../leads/model.ts';
import { listLeadsByIds } from '../../leads/service.ts';
import { letterOf } from '../letters.ts';
import { listColleagues } from '../lookup.ts';
import { nameOf } from '../mail-lines.ts';
import type { Email, EmailId } from '../model.ts';
import { emailsAsSeen } from '../privacy/sight.ts';
import { listRecipients } from '../text-store.ts';
import { excerptOf } from './excerpt.ts';
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
  const found: Email[] = [];
  for (const email of proposed) {
    const { open, own } = said.get(email.id) ?? { open: [], own: [] };
    if (hasAll([...open, ...own], sought)) found.push(email);
    // Long ones take a millisecond or two each, and others wait for an answer meanwhile.
    await setImmediate();
  }
  const shown = found.sort((one, other) => (whenOf(one) < whenOf(other) ? 1 : -1)).slice(0, limit);
  const excerpts = new Map<EmailId, FoundMail['excerpt']>();
  for (const { id } of shown) {
    excerpts.set(id, excerptOf(said.get(id)?.lines ?? [], sought));
    await setImmediate();
  }
  const named = await withNames(ctx, shown);
  return named.map((mail) => ({ ...mail, excerpt: excerpts.get(mail.email.id) ?? null }));
}

const whenOf = ({ sentAt, serverAt }: Email): string => sentAt ?? serverAt;

async function withNames(ctx: Ctx, emails: Email[]): Promise<Omit<FoundMail, 'excerpt'>[]> {
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
