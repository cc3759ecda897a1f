/** Many companies at the VAT register at once: what the nightly watch asks. */
import type { Ctx } from '../../lib/context.ts';
import { outsideTransaction, remember, within } from './asking.ts';
import { crpdphBatch, maintenance } from './crpdph.ts';
import type { VatLookup } from './crpdph-answer.ts';
import { type CrpdphAnswer, type VatSubject, wholeDic } from './crpdph-answer.ts';
import { fitted, lookupVat, recallVat, vatKey } from './crpdph-service.ts';
import type { Ico, RegisterCompany } from './model.ts';
import { recallByIco } from './service.ts';
import { keepAnswer } from './store.ts';

/**
 * By IČO, up to 100 in one question to the register; by the DIČ that ARES's last record has. Sole traders are asked
 * about one by one, because theirs is not kept. What is not answered has its last answer with its trouble.
 * Never inside a transaction.
 */
export async function askVatStatuses(
  ctx: Ctx,
  icos: Ico[],
  timeoutMs = 20_000,
): Promise<Map<Ico, VatLookup>> {
  outsideTransaction(ctx);
  const answers = new Map<Ico, VatLookup>();
  const known = await Promise.all(
    [...new Set(icos)].map(async (ico) => ({ ico, company: await recallByIco(ctx, ico) })),
  );
  const asked: Asked[] = [];
  for (const { ico, company } of known) {
    const dic = company?.dic ? wholeDic(company.dic) : null;
    if (company && dic) asked.push({ ico, dic, company });
    else answers.set(ico, await lookupVat(ctx, ico, { refresh: true, timeoutMs }));
  }
  for (let from = 0; from < asked.length; from += crpdphBatch) {
    const batch = asked.slice(from, from + crpdphBatch);
    const said = maintenance(ctx.time) ?? (await within(timeoutMs, askBatch(ctx, batch)));
    for (const one of batch) answers.set(one.ico, await answerOf(ctx, one, said));
  }
  return answers;
}

interface Asked {
  ico: Ico;
  dic: string;
  company: RegisterCompany;
}

function askBatch(ctx: Ctx, batch: Asked[]): Promise<CrpdphAnswer> {
  const { crpdph, crpdphManners } = ctx.ports.registers;
  return crpdphManners.ask<CrpdphAnswer>(
    `vat ${batch.map(({ ico }) => ico).join(' ')}`,
    () => crpdph.byDics([...new Set(batch.map(({ dic }) => dic))]),
    async (answer) => {
      if (answer.kind === 'unavailable') return;
      await remember(ctx, async (inside) => {
        for (const one of batch) {
          const subject = subjectOf(answer.subjects, one);
          if (subject) await keepAnswer(inside, 'crpdph', vatKey(one.ico), { kind: 'subject', subject });
        }
      });
    },
  );
}

const subjectOf = (subjects: Map<string, VatSubject>, { dic, company }: Asked): VatSubject | null => {
  const subject = subjects.get(dic);
  return subject ? fitted(subject, company) : null;
};

/** A number that the answer leaves out was not answered: its last answer stays. */
async function answerOf(ctx: Ctx, one: Asked, said: CrpdphAnswer): Promise<VatLookup> {
  const subject = said.kind === 'answered' ? subjectOf(said.subjects, one) : null;
  if (subject) return { kind: 'answered', subject, fetchedAt: ctx.time.now(), trouble: null };
  const trouble =
    said.kind === 'unavailable'
      ? said
      : ({ kind: 'unavailable', reason: 'badAnswer', detail: 'not in the answer', retryInMs: null } as const);
  const known = await recallVat(ctx, one.ico);
  return known?.kind === 'answered' ? { ...known, trouble: trouble.reason } : trouble;
}
