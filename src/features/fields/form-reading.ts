/** From what was typed into a form's custom fields to their values. */
import { findPersonBySlackId, isActiveMember, type Person } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import type { FormValues } from '../../slack/forms.ts';
import { meetPerson } from '../../slack/people.ts';
import type { Request } from '../../slack/requests.ts';
import type { TypedFields } from './form-service.ts';
import { type Canonical, type Field, type FieldKindKey, hasOptions, inputName, isRequired } from './model.ts';
import { parseFieldText } from './parse.ts';
import { fieldKind } from './part.ts';
import { listFields } from './service.ts';

/**
 * Only the fields that the form has, those archived since too: what was typed stays with the field.
 * Never inside a transaction: somebody we do not know yet is asked of Slack.
 * @param seen what the form knew of
 * @param stage those required in it must not be empty
 * @throws FieldErrors by the names of the inputs
 */
export async function readTypedFields(
  request: Pick<Request, 'ctx' | 'client'>,
  form: FormValues,
  kind: FieldKindKey,
  seen: number,
  stage: string | null = null,
): Promise<TypedFields> {
  const { ctx } = request;
  const known = fieldKind(ctx, kind);
  const values = new Map<number, Canonical | null>();
  if (!known) return { kind, seen, values };
  const fields = (await listFields(ctx, kind)).filter((field) => form.has(inputName(field)));
  const stages = fields.some((field) => field.requiredFrom) ? await known.stages?.(ctx) : [];
  const keys = (stages ?? []).map(({ key }) => key);
  const errors: CrmError[] = [];
  for (const field of fields) {
    const read = await readField(request, form, field);
    if (read instanceof CrmError) errors.push(read);
    else if (read === null && isRequired(field, stage, keys))
      errors.push(new CrmError('required', {}, inputName(field)));
    else values.set(field.id, read);
  }
  if (errors.length > 0) throw new FieldErrors(errors);
  return { kind, seen, values };
}

async function readField(
  request: Pick<Request, 'ctx' | 'client'>,
  form: FormValues,
  field: Field,
): Promise<Canonical | null | CrmError> {
  const name = inputName(field);
  if (hasOptions(field)) {
    const chosen = field.type === 'select' ? [form.choice(name) ?? ''] : form.choices(name);
    const ids = chosen.filter((id) => field.options.some((option) => String(option.id) === id));
    return ids.join(',') || null;
  }
  if (field.type === 'person') return readPerson(request, form.choice(name), name);
  const { language, settings } = request.ctx;
  const picked = field.type === 'date' || field.type === 'yesNo';
  const text = picked ? form.choice(name) : form.text(name);
  return parseFieldText(field, text ?? '', { language, currency: settings.currency });
}

async function readPerson(
  { ctx, client }: Pick<Request, 'ctx' | 'client'>,
  slackId: string | null,
  name: string,
): Promise<Canonical | null | CrmError> {
  if (!slackId) return null;
  // The network must not use up the request's own key, which belongs to the change that follows.
  const apart: Ctx = { ...ctx, requestKey: null };
  const person: Person | null =
    (await findPersonBySlackId(ctx.db, slackId)) ?? (await meetPerson(apart, client, slackId));
  if (isActiveMember(person)) return String(person.id);
  return new CrmError('person.notMember', { name: (person as Person | null)?.name ?? slackId }, name);
}
