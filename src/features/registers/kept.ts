/** An answer that is remembered whole under a key of its register. */
import type { z } from 'zod';
import type { Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';
import { isSince, outsideTransaction, remember, within } from './asking.ts';
import type { Manners } from './manners.ts';
import type { RegisterSource, Unavailable } from './model.ts';
import { findAnswer, keepAnswer } from './store.ts';

export interface KeptQuestion<S extends z.ZodType> {
  source: RegisterSource;
  /** `ico:00000019`; never a number of somebody's own */
  key: string;
  /** of the remembered answer */
  shape: S;
  manners: Manners;
  request: () => Promise<z.output<S> | Unavailable>;
  /** a remembered answer that is still good enough */
  isFresh: (fetchedAt: Instant, answer: z.output<S>) => boolean;
  timeoutMs: number;
}

/** `trouble`: the register failed, this is what it said before. */
export type Kept<S extends z.ZodType> =
  | { kind: 'answered'; answer: z.output<S>; fetchedAt: Instant; trouble: Unavailable | null }
  | Unavailable;

/**
 * From memory while fresh, else from the register; from memory of any age when it fails. Never inside a transaction.
 * An answer that comes after `timeoutMs` is remembered for the next question.
 */
export async function askKept<S extends z.ZodType<{ kind: string }>>(
  ctx: Ctx,
  question: KeptQuestion<S>,
): Promise<Kept<S>> {
  const { source, key, shape, manners, request, timeoutMs } = question;
  const known = await findAnswer(outsideTransaction(ctx), source, key, shape);
  if (known && question.isFresh(known.fetchedAt, known.answer))
    return { kind: 'answered', ...known, trouble: null };
  const from = ctx.time.now();
  type Said = z.output<S> | Unavailable;
  const said = await within(
    timeoutMs,
    manners.ask<Said>(
      `${source} ${key}`,
      request,
      async (answer) => {
        if (answer.kind === 'unavailable') return;
        await remember(ctx, async (inside) => void (await keepAnswer(inside, source, key, answer)));
      },
      async () => {
        const kept = await findAnswer(ctx, source, key, shape);
        return kept && isSince(kept.fetchedAt, from) ? kept.answer : null;
      },
    ),
  );
  if (isMissing(said)) return known ? { kind: 'answered', ...known, trouble: said } : said;
  return { kind: 'answered', answer: said as z.output<S>, fetchedAt: ctx.time.now(), trouble: null };
}

const isMissing = (said: { kind: string }): said is Unavailable => said.kind === 'unavailable';
