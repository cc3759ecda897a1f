/** Words of mails are read for the search behind their way: a mail that has come is found within a minute or two. */
import { transaction } from '../../../db/transaction.ts';
import type { Ctx } from '../../../lib/context.ts';
import { isBusy } from '../backlog.ts';
import { keptWords } from './words.ts';
import { readSaid, saveWords, takeDue } from './words-store.ts';

/** So that no answer waits for one of these transactions. */
const batch = 50;
const batchesAtOnce = 200;

/**
 * Every minute, the newest first: a hundred thousand mails of before take ten of them. While much mail is being read only
 * a few, for those who look for what has just come.
 */
export async function readWords(ctx: Ctx): Promise<void> {
  const most = (await isBusy(ctx)) ? 1 : batchesAtOnce;
  for (let done = 0; done < most; done += 1) {
    const taken = await transaction(ctx, readSome);
    if (taken < batch) return;
  }
}

async function readSome(tx: Ctx): Promise<number> {
  const ids = await takeDue(tx, batch);
  const said = await readSaid(tx, ids);
  await saveWords(tx, ids, new Map([...said].map(([id, one]) => [id, keptWords(one)])));
  return ids.length;
}
