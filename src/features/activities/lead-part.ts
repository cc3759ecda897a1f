/** What a lead's card shows of its activities, and the buttons that begin one and show them all. */
import type { LeadPart } from '../leads/part.ts';
import { logAbout, openTimeline } from './buttons.ts';
import { cardLines, readCardEntries } from './card-lines.ts';
import { leadTarget } from './target.ts';

export const activitiesOnLead: LeadPart = {
  async card(ctx, lead) {
    const entries = await readCardEntries(ctx, { of: 'lead', id: lead.id }, 1);
    return {
      lines: (reader) => cardLines(entries, reader),
      buttons: ({ t }) => ({
        log: logAbout.make(t.activities.log, { target: leadTarget(lead.id) }),
        history: openTimeline.make(t.activities.history, { of: 'lead', id: lead.id }),
      }),
    };
  },
};
