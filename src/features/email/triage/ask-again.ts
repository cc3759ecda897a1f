import { transaction } from '../../../db/transaction.ts';
import { recordEvent } from '../../../events/record.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { EmailId } from '../model.ts';
import { keepAsGuess } from './choice-store.ts';
import { getEmail } from './deciding.ts';

/** Mail of this one's sender is asked about again. What is logged stays. @throws CrmError notFound */
export function askAgain(ctx: Ctx, id: EmailId): Promise<void> {
  return transaction(ctx, async (tx) => {
    const { counterpart } = await getEmail(tx, id);
    if (counterpart && (await keepAsGuess(tx, counterpart)))
      await recordEvent(tx, 'email.askAgain', { kind: 'email', id });
  });
}
