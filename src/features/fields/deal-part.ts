/** What a deal's card and window show of its custom fields. */
import { mayEditDeal } from '../../access/policy.ts';
import type { DealPart } from '../deals/part.ts';
import { cardLines, windowLines } from './card-views.ts';
import { readRecordFields } from './service.ts';
import { openFields } from './step-views.ts';

export const fieldsOnDeal: DealPart = {
  async card(ctx, deal) {
    const shown = await readRecordFields(ctx, 'deal', deal.id);
    if (shown.fields.length + shown.kept.length === 0) return {};
    return {
      lines: (reader) => cardLines(shown, reader),
      details: (reader) => windowLines(shown, reader, { underLine: true }),
      more: ({ t }) =>
        shown.fields.length > 0 && mayEditDeal(ctx, deal)
          ? [openFields.make(t.fields.title, { kind: 'deal', id: deal.id })]
          : [],
    };
  },
};
