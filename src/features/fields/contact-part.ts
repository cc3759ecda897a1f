/** What a contact's window shows of its custom fields. */
import { actions, sectionsOf } from '../../slack/blocks.ts';
import type { ContactPart } from '../contacts/part.ts';
import { windowLines } from './card-views.ts';
import { readRecordFields } from './service.ts';
import { openFields } from './step-views.ts';

export const fieldsOnContact: ContactPart = {
  async card(ctx, contact) {
    const shown = await readRecordFields(ctx, 'contact', contact.id);
    return {
      rows: (reader) => [
        ...sectionsOf(windowLines(shown, reader)),
        ...(shown.fields.length > 0
          ? [actions([openFields.make(reader.t.fields.title, { kind: 'contact', id: contact.id })], 'fields')]
          : []),
      ],
    };
  },
};
