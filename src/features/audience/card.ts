/** Who sees a company, a contact, a lead or a mail, and why. */
import { findPerson, type Person } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, LeadId } from '../../lib/ids.ts';
import { getCompany } from '../companies/service.ts';
import { fullName } from '../contacts/model.ts';
import { getContact } from '../contacts/service.ts';
import type { Audience } from '../deals/card.ts';
import type { Deal } from '../deals/model.ts';
import { readAudience } from '../deals/sharing-service.ts';
import { getEmailCard, listHolderNames } from '../email/card.ts';
import type { EmailId } from '../email/model.ts';
import { leadName } from '../leads/model.ts';
import { getLead } from '../leads/service.ts';
import type { SeenThing } from './buttons.ts';

export type ThingAudience = { name: string } & (
  | { kind: 'company' | 'contact' | 'lead' }
  /** a mail in a deal goes with it */
  | { kind: 'emailInDeal'; deal: Deal; audience: Audience; privacy: EmailPrivacy }
  | { kind: 'emailLogged'; privacy: EmailPrivacy }
  /** it waits: whom its card asks, and the colleague it came from */
  | { kind: 'emailWaiting'; asked: Person | null; colleague: Person | null }
);

/** What others than the mail's own people see of it, and who those are. */
export interface EmailPrivacy {
  level: 'full' | 'subject' | 'happened';
  holders: string[];
}

/** @throws CrmError notFound, also when the actor may not see it */
export async function readThingAudience(ctx: Ctx, { kind, id }: SeenThing): Promise<ThingAudience> {
  if (kind === 'company') return { kind, name: (await getCompany(ctx, id as CompanyId)).name };
  if (kind === 'contact') return { kind, name: fullName(await getContact(ctx, id as ContactId)) };
  if (kind === 'lead') return { kind, name: leadName(await getLead(ctx, id as LeadId)) };
  return ofEmail(ctx, id as EmailId);
}

async function ofEmail(ctx: Ctx, id: EmailId): Promise<ThingAudience> {
  const { email } = await getEmailCard(ctx, id);
  const { dealId } = email;
  const privacy = { level: email.privacy, holders: await listHolderNames(ctx, id) };
  const name = email.subject ?? '';
  if (dealId !== null) return { kind: 'emailInDeal', name, privacy, ...(await readAudience(ctx, dealId)) };
  if (email.status === 'logged') return { kind: 'emailLogged', name, privacy };
  const [asked, colleague] = await Promise.all(
    [email.triagePersonId, email.colleagueId].map((one) => (one === null ? null : findPerson(ctx.db, one))),
  );
  return { kind: 'emailWaiting', name, asked: asked ?? null, colleague: colleague ?? null };
}
