/** `/company account 00000019 19-2000145399/0800`: whether the VAT register publishes it; without an account all of them. */
import { esc } from '../../slack/blocks.ts';
import type { CommandRequest } from '../../slack/requests.ts';
import { readBankAccount } from '../registers/bank-account.ts';
import { readTypedCompany } from '../registers/model.ts';
import { typedProblem } from '../registers/views.ts';
import { accountProblem, accountsAnswer } from './accounts-views.ts';
import { askVat } from './official.ts';

/** @param rest what follows the word: an IČO, then perhaps an account */
export async function accountsCommand({ ctx, reader, say }: CommandRequest, rest: string): Promise<void> {
  const [first = '', ...others] = rest.trim().split(/\s+/);
  const company = readTypedCompany(first);
  if (company.kind === 'notAnIco') return say(esc(typedProblem(reader, company) ?? ''));
  if (company.kind !== 'ico') return say(reader.t.official.accountUsage);
  const typed = others.length > 0 ? readBankAccount(others.join('')) : null;
  if (typed?.kind === 'notAnAccount') return say(accountProblem(typed, reader));
  await say(accountsAnswer(company.ico, await askVat(ctx, company.ico, { timeoutMs: 4000 }), typed, reader));
}
