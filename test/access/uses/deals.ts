import { readDealCard } from '../../../src/features/deals/card.ts';
import {
  awardDeal,
  declineBid,
  loseDeal,
  moveDeal,
  reopenDeal,
  submitOffer,
  takeBackSubmission,
} from '../../../src/features/deals/outcome-service.ts';
import { findDealsToPick } from '../../../src/features/deals/picking.ts';
import {
  changeDeal,
  changeSeenDeal,
  createDeal,
  getDeal,
  listOpenDeals,
  searchDeals,
} from '../../../src/features/deals/service.ts';
import {
  deleteDeal,
  handOverDeal,
  openDealToAll,
  readAudience,
  restoreDeal,
  restrictDeal,
  shareDealTo,
} from '../../../src/features/deals/sharing-service.ts';
import { findEverything } from '../../../src/features/search/service.ts';
import { notFound } from '../../../src/lib/errors.ts';
import { bridge, plain, shows, type Use } from '../office.ts';

const submission = (at: string) => ({ at: at as never, how: 'portal' as const, proof: null });
const tooDear = { reason: 'price' as const, note: null, winner: null, winnerValue: null };

export const dealUses: Record<string, Use> = {
  'see a deal': plain(({ ctx, deal }) => getDeal(ctx, deal.id)),
  'find it by its name': plain(({ ctx }) => shows(searchDeals(ctx, 'lavka', 20), bridge)),
  'find it by its customer': plain(({ ctx }) => shows(findDealsToPick(ctx, 'mostni', 20), bridge)),
  'find it in everything': plain(({ ctx }) => shows(findEverything(ctx, 'lavka'), bridge)),
  'list it among open deals': plain(({ ctx }) =>
    shows(listOpenDeals(ctx, null, { limit: 20, offset: 0 }), bridge),
  ),
  'read its card': plain(async ({ ctx, deal }) => (await readDealCard(ctx, deal.id)) ?? notFound('deal')),
  'ask who sees it': plain(({ ctx, deal }) => readAudience(ctx, deal.id)),
  'create a deal': plain(({ ctx }) => createDeal(ctx, { name: 'Schodiště' })),
  'change it': plain(({ ctx, deal }) => changeDeal(ctx, deal.id, { source: 'veletrh' })),
  'change it over what was seen': async ({ ctx, system, deal }) => {
    return async () => {
      const { version } = await getDeal(system, deal.id);
      return changeSeenDeal(ctx, deal.id, version, { source: 'veletrh' });
    };
  },
  'move it to another stage': plain(({ ctx, deal }) => moveDeal(ctx, deal.id, 'rfp')),
  'say the offer is submitted': plain(({ ctx, deal }) =>
    submitOffer(ctx, deal.id, submission(ctx.time.now())),
  ),
  'take the submission back': async ({ ctx, system, deal }) => {
    await submitOffer(system, deal.id, submission(ctx.time.now()));
    return () => takeBackSubmission(ctx, deal.id);
  },
  'decide not to bid': plain(({ ctx, deal }) => declineBid(ctx, deal.id, null)),
  'win it': plain(({ ctx, deal }) => awardDeal(ctx, deal.id, null)),
  'lose it': plain(({ ctx, deal }) => loseDeal(ctx, deal.id, tooDear)),
  'reopen it': async ({ ctx, system, deal }) => {
    await loseDeal(system, deal.id, tooDear);
    return () => reopenDeal(ctx, deal.id);
  },
  'restrict it': plain(({ ctx, deal }) => restrictDeal(ctx, deal.id, [])),
  'open it to all': plain(({ ctx, deal }) => openDealToAll(ctx, deal.id, [])),
  'hand it over': plain(({ ctx, deal, tomas }) => handOverDeal(ctx, deal.id, tomas.person.id, null)),
  'share it to a channel': plain(({ ctx, deal }) => shareDealTo(ctx, deal.id, 'C0OBCHOD001')),
  'delete it': plain(({ ctx, deal }) => deleteDeal(ctx, deal.id)),
  'bring a deleted one back': plain(async ({ ctx, system, deal }) => {
    await deleteDeal(system, deal.id);
    await restoreDeal(ctx, deal.id);
  }),
};
