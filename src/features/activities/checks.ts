/** What an activity's fields must hold to, whoever sets them. */
import { listPeople } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, notFound } from '../../lib/errors.ts';
import type { CompanyId, ContactId, PersonId } from '../../lib/ids.ts';
import { cleanText, cut } from '../../lib/text.ts';
import { addMinutes } from '../../lib/time.ts';
import { getCompany } from '../companies/service.ts';
import { listContactsByIds } from '../contacts/service.ts';
import { companyOfDeal } from '../deals/service.ts';
import { getLead } from '../leads/service.ts';
import { type Activity, type ActivityFields, longestMinutes, textLimit } from './model.ts';
import { listKinds } from './store.ts';

/** People's clocks differ a little. */
const leewayMinutes = 10;

/**
 * Cleans what is given and finds the company it belongs to. What the actor may not see does not exist.
 * @param before of a change: what stays as it was is not looked for again
 * @param limit characters of what a person may say
 * @throws CrmError notFound; FieldErrors kind, target, at, minutesLong, text
 */
export async function checkActivity(
  ctx: Ctx,
  fields: ActivityFields,
  before: Activity | null = null,
  limit = textLimit,
): Promise<ActivityFields> {
  const contactIds = [...new Set(fields.contactIds)].sort(byNumber);
  const peopleIds = [...new Set(fields.peopleIds)].sort(byNumber);
  const { text, errors } = checkValues(ctx, fields, before, limit);
  if (!(await listKinds(ctx)).some((kind) => kind.key === fields.kind))
    errors.push(new CrmError('required', {}, 'kind'));
  const isAboutNothing = fields.dealId === null && fields.companyId === null && fields.leadId === null;
  if (isAboutNothing && contactIds.length === 0)
    errors.push(new CrmError('activity.aboutNothing', {}, 'target'));
  if (errors.length > 0) throw new FieldErrors(errors);
  await assertKnown(ctx, contactIds, peopleIds, before);
  if (fields.leadId !== null && fields.leadId !== before?.leadId) await getLead(ctx, fields.leadId);
  const companyId = await companyOf(ctx, { ...fields, contactIds }, before);
  return { ...fields, companyId, contactIds, peopleIds, text };
}

/** Of what the product itself just found: nothing of it is looked for. @throws FieldErrors minutesLong */
export function cleanActivity(
  ctx: Ctx,
  fields: ActivityFields,
  { companyId }: { companyId: CompanyId },
): ActivityFields {
  const { text, errors } = checkValues(ctx, fields, null, textLimit);
  if (errors.length > 0) throw new FieldErrors(errors);
  const contactIds = [...new Set(fields.contactIds)].sort(byNumber);
  const peopleIds = [...new Set(fields.peopleIds)].sort(byNumber);
  return { ...fields, companyId, contactIds, peopleIds, text };
}

function checkValues(ctx: Ctx, fields: ActivityFields, before: Activity | null, limit: number) {
  const errors: CrmError[] = [];
  const isMail = ctx.actor.kind === 'system';
  const typed = cleanText(fields.text);
  if (!isMail && typed !== before?.text && [...typed].length > limit)
    errors.push(new CrmError('tooLong', { limit }, 'text'));
  // A mail's own clock may be wrong, and nobody is there to be told.
  if (!isMail && fields.at !== before?.at && fields.at > addMinutes(ctx.time.now(), leewayMinutes))
    errors.push(new CrmError('activity.future', {}, 'at'));
  const { minutesLong } = fields;
  if (
    minutesLong !== null &&
    (!Number.isInteger(minutesLong) || minutesLong < 1 || minutesLong > longestMinutes)
  )
    errors.push(new CrmError('activity.minutesLong', {}, 'minutesLong'));
  return { text: isMail ? cut(typed, textLimit) : typed, errors };
}

async function assertKnown(
  ctx: Ctx,
  contactIds: ContactId[],
  peopleIds: PersonId[],
  before: Activity | null,
): Promise<void> {
  const contacts = contactIds.filter((id) => !before?.contactIds.includes(id));
  const people = peopleIds.filter((id) => !before?.peopleIds.includes(id));
  if ((await listContactsByIds(ctx, contacts)).length < contacts.length) notFound('contact');
  if ((await listPeople(ctx.db, people)).length < people.length) notFound('person');
}

/** The deal's, else the one that was picked, else the contact's when they all have the same. */
async function companyOf(
  ctx: Ctx,
  fields: ActivityFields,
  before: Activity | null,
): Promise<CompanyId | null> {
  if (fields.dealId !== null && fields.dealId !== before?.dealId) {
    const ofDeal = await companyOfDeal(ctx, fields.dealId);
    // The company of the deal it is taken from is not the new deal's.
    const picked = before?.dealId && before.companyId === fields.companyId ? null : fields.companyId;
    return ofDeal ?? picked;
  }
  if (fields.companyId !== null)
    return fields.companyId === before?.companyId
      ? fields.companyId
      : (await getCompany(ctx, fields.companyId)).id;
  const contacts = await listContactsByIds(ctx, fields.contactIds);
  const companies = new Set(contacts.map((contact) => contact.companyId));
  return companies.size === 1 ? ([...companies][0] ?? null) : null;
}

const byNumber = (one: number, other: number): number => one - other;
