/** Buttons of a deal, apart from its views, so that other slices' views can carry them. */
import type { CompanyId, ContactId, DealId } from '../../lib/ids.ts';
import { button, choice, menu } from '../../slack/ids.ts';

/** What a button or a menu of a deal does. */
export const doings = [
  'details',
  'edit',
  'nextStep',
  'submit',
  'takeBack',
  'won',
  'lost',
  'noBid',
  'reopen',
  'contacts',
  'handOver',
  'access',
  'share',
  'whoSees',
  'delete',
] as const;
export type Doing = (typeof doings)[number];

/** Opens the deal in a window: what a list's row carries. */
export const openDeal = button<DealId>('deals.open');
export const doWithDeal = button<{ id: DealId; what: Doing }>('deals.do');
export const dealMenu = menu<{ id: DealId; what: Doing }>('deals.menu');
/** the deal's number is the suffix of its action_id */
export const chooseStage = choice('deals.stage');
export const undoDelete = button<DealId>('deals.undoDelete');

/** What is known before the form of a new deal opens. */
export interface NewDealStart {
  name?: string;
  companyId?: CompanyId;
  contactIds?: ContactId[];
  /** kept in the event deal.created for the slice that asked */
  origin?: Record<string, unknown>;
}
export const startDeal = button<NewDealStart>('deals.start');

export type ListScope = { kind: 'mine' } | { kind: 'all' } | { kind: 'found'; query: string };
export const listPage = button<{ scope: ListScope; offset: number }>('deals.page');
