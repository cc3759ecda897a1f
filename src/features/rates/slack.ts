import { assertAdmin, isAdmin } from '../../access/policy.ts';
import type { Currency } from '../../lib/money.ts';
import type { PlainDate } from '../../lib/time.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { Request } from '../../slack/requests.ts';
import { enterRate, readRates } from './service.ts';
import { enterRateButton, rateForm, rateModal, ratesCard } from './views.ts';

export const ratesCommand: CrmCommand = {
  key: 'rates',
  words: { en: ['rates', 'exchange rates'], cs: ['kurzy', 'kurz'], sk: ['kurzy', 'kurz'] },
  help: (t) => t.rates.help,
  handle: async (request) => request.say(await card(request)),
};

export function registerRateHandlers(on: Handlers): void {
  on.action(enterRateButton, async ({ ctx, reader, open }) => {
    assertAdmin(ctx);
    await open(() => rateModal(ctx.settings.currency, reader));
  });

  on.submit(rateForm, async (request) => {
    await enterRate(request.ctx, {
      currency: request.form.choice('currency') as Currency,
      rate: request.form.text('rate') ?? '',
      validOn: request.form.choice('validOn') as PlainDate,
    });
    await request.say(await card(request));
  });
}

const card = async ({ ctx, reader }: Request) =>
  ratesCard(await readRates(ctx), ctx.settings.currency, isAdmin(ctx), reader);
