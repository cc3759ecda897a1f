/** A deal's custom fields: who owns it, its stages, where it is shown. */
import { notFound } from '../../lib/errors.ts';
import type { DealId, PersonId, SubjectKind } from '../../lib/ids.ts';
import type { FieldKind } from '../fields/part.ts';
import { queueCardEditsOf } from './effects.ts';
import type { StageKey } from './model.ts';
import { submittedModal, wonModal } from './outcome-forms.ts';
import { moveDeal } from './outcome-service.ts';
import { dealsVisibleTo, getDeal, getDealToEdit, listStages } from './service.ts';
import { refreshDeal } from './showing.ts';

const deal: SubjectKind = 'deal';

export const dealFields: FieldKind = {
  key: deal,
  subject: deal,
  title: (t) => t.fields.records.deal,
  async owner(ctx, id) {
    const deal = await dealsVisibleTo(ctx).where('deals.id', id).first();
    return deal ? (deal.owner_id as PersonId) : notFound('deal');
  },
  seenAmong: (ctx, ids, ownerId) =>
    dealsVisibleTo(ctx)
      .whereIn('deals.id', ids)
      .modify((query) => ownerId !== null && query.where('deals.owner_id', ownerId))
      .clearSelect()
      .pluck('deals.id'),
  async toEdit(tx, id) {
    await getDealToEdit(tx, id as DealId);
  },
  /** Lost deals are asked for nothing. */
  stages: async (ctx) =>
    (await listStages(ctx))
      .filter((stage) => stage.outcome !== 'lost')
      .map(({ key }) => ({ key, name: (t) => t.deals.stages[key] })),
  stage: async (ctx, id) => (await getDeal(ctx, id as DealId)).stage,
  async move(tx, id, stage) {
    await moveDeal(tx, id as DealId, stage as StageKey);
  },
  async form(request, place, id, stage) {
    const deal = await getDealToEdit(request.ctx, id as DealId);
    return stage === 'offer'
      ? submittedModal(deal, place, request.reader)
      : wonModal(deal, place, request.reader);
  },
  show: (request, place, id) => refreshDeal(request, place, id as DealId),
  changed: (tx, id, cause) => queueCardEditsOf(tx, id as DealId, cause),
};
