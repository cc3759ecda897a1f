/** Companies that were brought in with an IČO are filled from the registers afterwards, slowly: people ask them too. */
import { asPerson, findPerson } from '../../access/people.ts';
import { transaction } from '../../db/transaction.ts';
import { listEvents, personActedSince } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { compareWithRegister } from '../companies/register-service.ts';
import { findCompany } from '../companies/service.ts';
import { queueCardEdit } from './effects.ts';
import type { Import } from './model.ts';
import { countDue, type ImportRecord, listDue, noteRegister } from './record-store.ts';
import { listAwaitingRegisters, updateImport } from './store.ts';

/** A register takes some hundreds of questions a minute; most of them are for those who wait. */
const aMinute = 40;

export async function fillFromRegisters(ctx: Ctx): Promise<void> {
  let left = aMinute;
  for (const found of await listAwaitingRegisters(ctx, 5)) {
    if (left <= 0) return;
    left -= await fillSome(ctx, found, left);
  }
}

async function fillSome(ctx: Ctx, found: Import, limit: number): Promise<number> {
  const due = await listDue(ctx, found.id, limit);
  const person = await findPerson(ctx.db, found.personId);
  let trouble = 0;
  for (const record of due) {
    const answer = await ask(person ? { ...asPerson(ctx, person), actor: ctx.actor } : ctx, record);
    // It does not answer now: the next minute asks again.
    trouble = answer === 'later' ? trouble + 1 : 0;
    if (trouble >= 3) break;
    if (answer !== 'later') await note(ctx, record, answer);
  }
  await transaction(ctx, async (tx) => {
    await updateImport(tx, found.id, { registersLeft: await countDue(tx, found.id) });
    await queueCardEdit(tx, found.id);
  });
  return due.length;
}

async function ask(ctx: Ctx, { recordId }: ImportRecord): Promise<'done' | 'none' | 'later'> {
  const company = await findCompany(ctx, recordId as CompanyId);
  if (!company?.ico) return 'none';
  const answer = await compareWithRegister(ctx, company.id);
  if (answer.kind !== 'noAnswer') return 'done';
  return answer.answer.kind === 'notFound' ? 'none' : 'later';
}

/** What the register filled in belongs to the import, and goes with it. */
async function note(ctx: Ctx, record: ImportRecord, answer: 'done' | 'none'): Promise<void> {
  await transaction(ctx, async (tx) => {
    const subject = { kind: 'company', id: record.recordId } as const;
    const touched = await personActedSince(tx, subject, record.eventId);
    const [last] = touched ? [] : await listEvents(tx, subject, 1);
    await noteRegister(tx, record.id, answer, last?.id);
  });
}
