import type { DealId } from '../../../lib/ids.ts';
import type { Handlers } from '../../../slack/handlers.ts';
import { findDeal } from '../../deals/service.ts';
import { sortSeveral as severalButton } from '../buttons.ts';
import { listSenders, type SeveralWhat, sortSeveral } from './several.ts';
import { severalDone, severalForm, severalModal } from './several-windows.ts';

export function registerSeveralHandlers(on: Handlers): void {
  on.action(severalButton, (request) =>
    request.open(async () => severalModal(await listSenders(request.ctx), request.reader)),
  );
  on.submit(severalForm, async ({ ctx, form, reader }) => {
    const what = (form.choice('what') ?? 'file') as SeveralWhat;
    const dealId = what === 'file' ? (Number(form.choice('deal')) as DealId) || null : null;
    const done = await sortSeveral(ctx, { patterns: form.choices('from'), what, dealId });
    return { update: severalDone(done, dealId && (await findDeal(ctx, dealId)), reader) };
  });
}
