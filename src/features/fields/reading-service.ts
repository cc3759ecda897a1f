/** Reads a value as text, people by their name, address or our id. */
import { findPersonByEmail, listMembers } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError } from '../../lib/errors.ts';
import { cleanLine, fold } from '../../lib/text.ts';
import { type Canonical, type Field, inputName } from './model.ts';
import { parseFieldText } from './parse.ts';

/** @returns null for nothing; a refusal at the field's name, not thrown, so that several are told at once */
export async function readFieldText(
  ctx: Ctx,
  field: Field,
  text: string,
): Promise<Canonical | null | CrmError> {
  const line = cleanLine(text);
  if (field.type === 'person' && line) return readPerson(ctx, field, line);
  return parseFieldText(field, text, { language: ctx.language, currency: ctx.settings.currency });
}

async function readPerson(ctx: Ctx, field: Field, text: string): Promise<Canonical | CrmError> {
  if (text.includes('@')) {
    const person = await findPersonByEmail(ctx.db, text);
    if (person?.kind === 'member') return String(person.id);
  }
  const members = await listMembers(ctx.db);
  const named = members.filter((one) => fold(one.name) === fold(text) || `#${one.id}` === text);
  // Two colleagues of one name: only an address tells them apart.
  if (named.length === 1 && named[0]) return String(named[0].id);
  return new CrmError('person.notMember', { name: text }, inputName(field));
}
