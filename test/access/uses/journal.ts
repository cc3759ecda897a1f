import { logEntry } from '../../../src/features/activities/log-entry.ts';
import {
  deleteActivity,
  editActivity,
  getActivity,
  listTimeline,
  logActivity,
  restoreActivity,
} from '../../../src/features/activities/service.ts';
import type { Ctx } from '../../../src/lib/context.ts';
import { type Cell, plain, shows, type Use } from '../office.ts';

const text = 'Chtějí variantu s ocelovou mostovkou.';
const page = { limit: 10, offset: 0 };

const entryBy = (ctx: Ctx, { deal, contact }: Cell) =>
  logActivity(ctx, { kind: 'call', dealId: deal.id, contactIds: [contact.id], text });

/** Prepares an entry: one's own, or a colleague's. */
const own = (attempt: (cell: Cell, id: Awaited<ReturnType<typeof entryBy>>['id']) => Promise<unknown>): Use =>
  writtenBy((cell) => cell.ctx, attempt);
const colleagues = (attempt: Parameters<typeof own>[0]): Use => writtenBy((cell) => cell.tomas.ctx, attempt);

const writtenBy =
  (author: (cell: Cell) => Ctx, attempt: Parameters<typeof own>[0]): Use =>
  async (cell) => {
    const { id } = await entryBy(author(cell), cell);
    return () => attempt(cell, id);
  };

const edit: Parameters<typeof own>[0] = ({ ctx }, id) =>
  editActivity(ctx, id, { text: 'Ozvou se v pondělí.' });
const remove: Parameters<typeof own>[0] = ({ ctx }, id) => deleteActivity(ctx, id);
const bringBack: Parameters<typeof own>[0] = async ({ ctx, system }, id) => {
  await deleteActivity(system, id);
  await restoreActivity(ctx, id);
};
const of = (timeline: (cell: Cell) => Parameters<typeof listTimeline>[1]): Use =>
  colleagues((cell) => shows(listTimeline(cell.ctx, timeline(cell), {}, page), text));

export const journalUses: Record<string, Use> = {
  'log to a deal': plain((cell) => entryBy(cell.ctx, cell)),
  'log and set the next step': plain(({ ctx, deal }) =>
    logEntry(ctx, {
      activity: { kind: 'call', dealId: deal.id, text },
      newContacts: [],
      nextStep: { text: 'doplnit rozpočet', on: null },
    }),
  ),
  'log to a company': plain(({ ctx, company }) =>
    logActivity(ctx, { kind: 'call', companyId: company.id, text }),
  ),
  'read what was logged': colleagues(({ ctx }, id) => getActivity(ctx, id)),
  "read the deal's history": of(({ deal }) => ({ of: 'deal', id: deal.id })),
  "read of it in the company's history": of(({ company }) => ({ of: 'company', id: company.id })),
  "read of it in the contact's history": of(({ contact }) => ({ of: 'contact', id: contact.id })),
  "edit one's own entry": own(edit),
  "edit a colleague's entry": colleagues(edit),
  "delete one's own entry": own(remove),
  "delete a colleague's entry": colleagues(remove),
  "bring one's own entry back": own(bringBack),
  "bring a colleague's entry back": colleagues(bringBack),
  "move one's own entry to the deal": async ({ ctx, company, deal }) => {
    const { id } = await logActivity(ctx, { kind: 'call', companyId: company.id, text });
    return () => editActivity(ctx, id, { dealId: deal.id });
  },
};
