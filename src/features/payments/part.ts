/** What the window behind a company's card shows of its published accounts. */
import { actions, bold, esc, section } from '../../slack/blocks.ts';
import type { CompanyPart } from '../companies/part.ts';
import { Ico } from '../registers/model.ts';
import { startPaymentCode } from './buttons.ts';
import { publishedAccounts } from './service.ts';

const shown = 5;

export const accountsOnCompany: CompanyPart = {
  async window(ctx, { ico, country }) {
    const accounts = ico && country === 'CZ' ? await publishedAccounts(ctx, Ico.parse(ico)) : [];
    return ({ t }) => {
      if (accounts.length === 0 || !ico) return [];
      const lines = accounts.slice(0, shown).map(({ local, iban }) => `• ${esc(local ?? iban)}`);
      const rest = accounts.length - shown;
      return [
        section(
          [bold(t.payments.accounts), ...lines, ...(rest > 0 ? [t.official.moreAccounts(rest)] : [])].join(
            '\n',
          ),
        ),
        actions([startPaymentCode.make(t.payments.button, { ico: Ico.parse(ico) })]),
      ];
    };
  },
};
