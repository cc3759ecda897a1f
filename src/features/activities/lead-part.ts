/** What a lead's card shows of its activities, and the buttons that begin one and show them all. */
import type { LeadPart } from '../leads/part.ts';
import { logAbout, openTimeline } from './buttons.ts';
import { toEntries } from './entries.ts';
import { latestLine } from './lines.ts';
import { listLatest } from './service.ts';
import { leadTarget } from './target.ts';

export const activitiesOnLead: LeadPart = {
  async card(ctx, lead) {
    const entries = await toEntries(ctx, await listLatest(ctx, { of: 'lead', id: lead.id }, 1));
    return {
      lines: (reader) => entries.map((entry) => reader.t.activities.latest(latestLine(entry, reader))),
      buttons: ({ t }) => ({
        log: logAbout.make(t.activities.log, { target: leadTarget(lead.id) }),
        history: openTimeline.make(t.activities.history, { of: 'lead', id: lead.id }),
      }),
    };
  },
};
