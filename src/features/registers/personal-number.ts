/** A sole trader's DIČ is a birth number: asked for when it is needed, held for one question, kept nowhere. */
import type { Ctx } from '../../lib/context.ts';
import type { AresTaxNumber } from './ares.ts';
import { outsideTransaction, within } from './asking.ts';
import type { Ico } from './model.ts';

/** In clear. Never inside a transaction; never into a log, an event, a job, a message or a table. */
export function askTaxNumber(ctx: Ctx, ico: Ico, timeoutMs = 3000): Promise<AresTaxNumber> {
  const { ares, aresManners } = outsideTransaction(ctx).ports.registers;
  return within(
    timeoutMs,
    aresManners.ask(
      `tax ${ico}`,
      () => ares.taxNumber(ico),
      async () => undefined,
    ),
  );
}
