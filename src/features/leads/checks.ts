/** What a lead's fields must hold to, whoever sets them. */
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import { cleanLine, cleanText } from '../../lib/text.ts';
import { companyNameLimit } from '../companies/model.ts';
import { readEmail } from '../contacts/addresses.ts';
import { parsePhone, showPhone } from '../contacts/phones.ts';
import { domainOf, isFreeMail } from '../email/addresses.ts';
import { readTypedCompany } from '../registers/model.ts';
import { type LeadFields, leadLineLimit, leadNameLimit, leadTextLimit } from './model.ts';

const limits: [keyof LeadFields, number][] = [
  ['name', leadNameLimit],
  ['position', leadLineLimit],
  ['companyName', companyNameLimit],
  ['source', leadLineLimit],
  ['campaign', leadLineLimit],
  ['classReason', leadLineLimit],
];

/**
 * Cleans what is given and leaves out the rest. The domain follows the e-mail address, where that is not a free-mail one.
 * @throws FieldErrors name, email, ico, nextStep, note ... under the fields' names
 */
export function checkLead(ctx: Ctx, given: Partial<LeadFields>): Partial<LeadFields> {
  const errors: CrmError[] = [];
  const clean: Partial<LeadFields> = { ...given };
  for (const [field, limit] of limits) {
    const text = given[field];
    if (typeof text !== 'string') continue;
    const line = cleanLine(text) || null;
    Object.assign(clean, { [field]: line });
    if (line && [...line].length > limit) errors.push(new CrmError('tooLong', { limit }, field));
  }
  if (given.email) {
    clean.email = readEmail(given.email);
    if (!clean.email) errors.push(new CrmError('email.invalid', { text: given.email }, 'email'));
  }
  if (given.phone) clean.phone = showPhone(parsePhone(given.phone, ctx.settings.country), null);
  if (given.ico) {
    const typed = readTypedCompany(given.ico);
    if (typed.kind === 'ico') clean.ico = typed.ico;
    else errors.push(new CrmError('company.ico', { typed: given.ico }, 'ico'));
  }
  if (given.note) {
    clean.note = cleanText(given.note) || null;
    if ([...(clean.note ?? '')].length > leadTextLimit)
      errors.push(new CrmError('tooLong', { limit: leadTextLimit }, 'note'));
  }
  if (given.nextStep) {
    const text = cleanLine(given.nextStep.text);
    clean.nextStep = text ? { text, on: given.nextStep.on } : null;
    if (!text && given.nextStep.on) errors.push(new CrmError('required', {}, 'nextStep'));
    if ([...text].length > leadLineLimit)
      errors.push(new CrmError('tooLong', { limit: leadLineLimit }, 'nextStep'));
  }
  if (given.domain !== undefined || clean.email) clean.domain = domainFor(clean);
  if (errors.length > 0) throw new FieldErrors(errors);
  return clean;
}

function domainFor({ domain, email }: Partial<LeadFields>): string | null {
  const typed = domain
    ? domain
        .trim()
        .toLowerCase()
        .replace(/^(https?:\/\/)?(www\.)?/, '')
        .replace(/[/?#].*$/, '')
    : null;
  const found = typed || (email ? domainOf(email) : null);
  return found && !isFreeMail(found) ? found : null;
}

/** Somebody or something is named. @throws FieldErrors name */
export function assertNamed({ name, companyName, email }: Partial<LeadFields>): void {
  if (!name && !companyName && !email) throw new FieldErrors([new CrmError('required', {}, 'name')]);
}
