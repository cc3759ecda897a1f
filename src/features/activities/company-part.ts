/** What a company's card shows of its activities, and the buttons that begin one and show them all. */
import type { CompanyPart } from '../companies/part.ts';
import { logAbout, openTimeline } from './buttons.ts';
import { cardLines, readCardEntries } from './card-lines.ts';
import { readTalks, talkBlocks } from './company-people.ts';
import { companyTarget } from './target.ts';

export const activitiesOnCompany: CompanyPart = {
  async card(ctx, company) {
    const entries = await readCardEntries(ctx, { of: 'company', id: company.id }, 1);
    return {
      lines: (reader) => cardLines(entries, reader),
      buttons: ({ t }) => ({
        log: logAbout.make(t.activities.log, { target: companyTarget(company.id) }),
        history: openTimeline.make(t.activities.history, { of: 'company', id: company.id }),
      }),
    };
  },
  async window(ctx, company) {
    const talks = await readTalks(ctx, company.id);
    return (reader) => talkBlocks(talks, reader);
  },
};
