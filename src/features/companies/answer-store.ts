/** What people said where a register differs: taken over, or ours kept. */
import { insertId } from '../../db/dialect.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { CompanyRegister } from '../registers/model.ts';
import type { RegisterAnswer } from './provenance.ts';

interface AnswerRow {
  id: number;
  company_id: number;
  field: string;
  answer: string;
  register: string;
  ours: string;
  theirs: string;
  source_before: string | null;
  by_id: number | null;
  at: string;
  undone_at: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    company_answers: AnswerRow;
  }
}

export async function insertAnswer(
  tx: Ctx,
  answer: Omit<RegisterAnswer, 'id' | 'byId' | 'at'>,
): Promise<number> {
  return insertId(
    tx.db('company_answers').insert({
      company_id: answer.companyId,
      field: answer.field,
      answer: answer.answer,
      register: answer.register,
      ours: JSON.stringify(answer.ours),
      theirs: JSON.stringify(answer.theirs),
      source_before: answer.sourceBefore && JSON.stringify(answer.sourceBefore),
      by_id: actorId(tx),
      at: tx.time.now(),
    }),
  );
}

/** Those that hold, the oldest first: the last one about a field counts. */
export async function listAnswers(ctx: Ctx, id: CompanyId): Promise<RegisterAnswer[]> {
  const rows = await ctx.db('company_answers').where({ company_id: id }).whereNull('undone_at').orderBy('id');
  return rows.map(toAnswer);
}

export async function findAnswersById(ctx: Ctx, ids: number[]): Promise<RegisterAnswer[]> {
  const rows = await ctx.db('company_answers').whereIn('id', ids).whereNull('undone_at').orderBy('id');
  return rows.map(toAnswer);
}

export async function markUndone(tx: Ctx, ids: number[]): Promise<void> {
  await tx.db('company_answers').whereIn('id', ids).update({ undone_at: tx.time.now() });
}

const toAnswer = (row: AnswerRow): RegisterAnswer => ({
  id: row.id,
  companyId: row.company_id as CompanyId,
  field: row.field,
  answer: row.answer as RegisterAnswer['answer'],
  register: row.register as CompanyRegister,
  ours: JSON.parse(row.ours),
  theirs: JSON.parse(row.theirs),
  sourceBefore: row.source_before ? JSON.parse(row.source_before) : null,
  byId: row.by_id as PersonId | null,
  at: row.at as Instant,
});
