import { logActivity } from '../../../src/features/activities/service.ts';
import { sendCopy } from '../../../src/features/documents/effects.ts';
import { readFilesPage } from '../../../src/features/documents/reading.ts';
import { changeFile, deleteFile, restoreFile, saveFile } from '../../../src/features/documents/service.ts';
import type { Ctx } from '../../../src/lib/context.ts';
import type { FileId } from '../../../src/lib/ids.ts';
import { type Cell, plain, shows, type Use } from '../office.ts';

const drawing = 'mostovka.pdf';
const folder = 'Mostovka';

const save = (ctx: Ctx, subject: Parameters<typeof saveFile>[1]['subject']) =>
  saveFile(ctx, {
    name: drawing,
    folder,
    mime: 'application/pdf',
    source: [Buffer.from('výkres')],
    subject,
    origin: { by: 'form' },
  });

type Attempt = (cell: Cell, id: FileId) => Promise<unknown>;

const brought =
  (author: (cell: Cell) => Ctx, attempt: Attempt): Use =>
  async (cell) => {
    const { id } = await save(author(cell), { kind: 'deal', id: cell.deal.id });
    return () => attempt(cell, id);
  };
const own = (attempt: Attempt): Use => brought((cell) => cell.ctx, attempt);
const colleagues = (attempt: Attempt): Use => brought((cell) => cell.tomas.ctx, attempt);

const rename: Attempt = ({ ctx }, id) => changeFile(ctx, id, { name: 'zadání.pdf' });
const remove: Attempt = ({ ctx }, id) => deleteFile(ctx, id);
const bringBack: Attempt = async ({ ctx, system }, id) => {
  await deleteFile(system, id);
  await restoreFile(ctx, id);
};
const whole = { offset: 0, folder: null, manage: false };

/** With an activity a file belongs to the deal and to its company. */
const ofCompany =
  (read: (page: Awaited<ReturnType<typeof readFilesPage>>) => unknown, words: string): Use =>
  async (cell) => {
    const { company, deal, tomas, ctx } = cell;
    const entry = await logActivity(tomas.ctx, { kind: 'letter', dealId: deal.id, text: 'Výkresy.' });
    await save(tomas.ctx, { kind: 'activity', id: entry.id });
    const page = async () =>
      read(await readFilesPage(ctx, { ...whole, of: { kind: 'company', id: company.id } }));
    return () => shows(page(), words);
  };

export const fileUses: Record<string, Use> = {
  'attach a file': plain(({ ctx, deal }) => save(ctx, { kind: 'deal', id: deal.id })),
  'attach a file to a company': plain(({ ctx, company }) => save(ctx, { kind: 'company', id: company.id })),
  'open a file': colleagues(({ ctx, me }, id) => sendCopy(ctx, id, me.id)),
  "list the deal's files": colleagues(({ ctx, deal }) =>
    readFilesPage(ctx, { ...whole, of: { kind: 'deal', id: deal.id } }),
  ),
  "find it among the company's files": ofCompany(({ files }) => files, drawing),
  "find its folder among the company's": ofCompany(({ folders }) => folders, folder),
  "rename one's own file": own(rename),
  "rename a colleague's file": colleagues(rename),
  "remove one's own file": own(remove),
  "remove a colleague's file": colleagues(remove),
  "bring one's own file back": own(bringBack),
  "bring a colleague's file back": colleagues(bringBack),
};
