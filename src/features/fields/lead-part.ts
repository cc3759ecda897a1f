/** What a lead's card and window show of its custom fields. */

import { isOpen } from '../leads/model.ts';
import type { LeadPart } from '../leads/part.ts';
import { cardLines, windowLines } from './card-views.ts';
import { readRecordFields } from './service.ts';
import { openFields } from './step-views.ts';

export const fieldsOnLead: LeadPart = {
  async card(ctx, lead) {
    const shown = await readRecordFields(ctx, 'lead', lead.id);
    return {
      lines: (reader) => cardLines(shown, reader),
      details: (reader) => windowLines(shown, reader, { underLine: true }),
      more: ({ t }) =>
        shown.fields.length > 0 && isOpen(lead)
          ? [openFields.make(t.fields.title, { kind: 'lead', id: lead.id })]
          : [],
    };
  },
};
