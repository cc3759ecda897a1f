/** What a register says after the person was answered: it takes the place of the answer, else it is said beside it. */
import type { Ctx } from '../../lib/context.ts';
import { bold, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import type { Request } from '../../slack/requests.ts';
import { short } from '../deals/lines.ts';
import type { Ico } from '../registers/model.ts';
import type { Company } from './model.ts';
import { askOfficial, type Official } from './official.ts';
import { officialFacts, officialWarnings } from './official-views.ts';
import { type Looked, lookUpCompany } from './register-service.ts';

/** The longest that a register may take, with what its queue may take before it. */
export const lateMs = 45_000;

/** Nothing is known yet, because a register has not answered in time: its answer is on its way. */
export const isOnItsWay = (looked: Looked): boolean =>
  looked.kind === 'nothing' &&
  Object.values(looked.answers).some(
    (answer) => answer.kind === 'unavailable' && answer.reason === 'timeout',
  );

/** Waits for the same question, without asking it again; null when nothing more came. Never inside a transaction. */
export async function lookUpLate(ctx: Ctx, ico: Ico, waitMs = lateMs): Promise<Looked | null> {
  const looked = await lookUpCompany(ctx, ico, undefined, {
    timeoutMs: waitMs,
    graceMs: waitMs,
    extrasMs: 3000,
  });
  return isOnItsWay(looked) || hasOnlyTrouble(looked) ? null : looked;
}

const hasOnlyTrouble = (looked: Looked): boolean =>
  looked.kind === 'nothing' && Object.values(looked.answers).every((answer) => answer.kind === 'unavailable');

/** A register of VAT payers, insolvencies or VIES has not answered in time. */
export const hasLateWord = ({ vat, insolvency, vies }: Official): boolean =>
  [vat, insolvency, vies].some(
    (said) =>
      said &&
      ((said.kind === 'unavailable' && said.reason === 'timeout') ||
        ('trouble' in said && said.trouble === 'timeout')),
  );

/** What came meanwhile; null when it did not. Never inside a transaction. */
export async function askLate(ctx: Ctx, company: Company, waitMs = lateMs): Promise<Official | null> {
  const official = await askOfficial(ctx, company, { timeoutMs: waitMs });
  return hasLateWord(official) ? null : official;
}

/** A card that cannot be edited is not said again: only what was missing on it. */
export function lateWord(company: Company, official: Official, { reader }: Pick<Request, 'reader'>): Message {
  const lines = [...officialWarnings(official, reader), ...officialFacts(official, reader)];
  const title = reader.t.registers.lateWord(short(company.name));
  return {
    text: title,
    blocks: [
      section(lineOf('\n', bold(title), ...lines, lines.length === 0 && esc(reader.t.official.noCase))),
    ],
  };
}
