/** What a company's card shows of its activities, and the buttons that begin one and show them all. */
import type { CompanyPart } from '../companies/part.ts';
import { logAbout, openTimeline } from './buttons.ts';
import { readTalks, talkBlocks } from './company-people.ts';
import { toEntries } from './entries.ts';
import { latestLine } from './lines.ts';
import { listLatest } from './service.ts';
import { companyTarget } from './target.ts';

export const activitiesOnCompany: CompanyPart = {
  async card(ctx, company) {
    const entries = await toEntries(ctx, await listLatest(ctx, { of: 'company', id: company.id }, 1));
    return {
      lines: (reader) => entries.map((entry) => reader.t.activities.latest(latestLine(entry, reader))),
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
