/** What a company's card and window show of its custom fields. */
import { actions, sectionsOf } from '../../slack/blocks.ts';
import type { CompanyPart } from '../companies/part.ts';
import { cardLines, windowLines } from './card-views.ts';
import { readRecordFields } from './service.ts';
import { openFields } from './step-views.ts';

export const fieldsOnCompany: CompanyPart = {
  async card(ctx, company) {
    const shown = await readRecordFields(ctx, 'company', company.id);
    return { lines: (reader) => cardLines(shown, reader) };
  },
  async window(ctx, company) {
    const shown = await readRecordFields(ctx, 'company', company.id);
    return (reader) => [
      ...sectionsOf(windowLines(shown, reader, { underLine: true })),
      ...(shown.fields.length > 0
        ? [actions([openFields.make(reader.t.fields.title, { kind: 'company', id: company.id })], 'fields')]
        : []),
    ];
  },
};
