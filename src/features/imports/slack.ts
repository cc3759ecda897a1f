import type { ModalView } from '@slack/types';
import { listPeople } from '../../access/people.ts';
import { assertMayImport, isAdmin } from '../../access/policy.ts';
import { actorId } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import { section } from '../../slack/blocks.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import type { FormValues } from '../../slack/forms.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest, Request, Saving } from '../../slack/requests.ts';
import { alertView } from '../../slack/standing.ts';
import { describeFiles } from '../documents/describe.ts';
import { findOffer } from '../documents/offers.ts';
import { isWithin } from './age.ts';
import { listOwnFields } from './around.ts';
import {
  bringForm,
  type ColumnsMeta,
  cancelButton,
  columnsForm,
  correctButton,
  importOffered,
  importShortcut,
  isSpreadsheet,
  reportButton,
  startButton,
  templateButton,
  turnPage,
  undoButton,
} from './buttons.ts';
import { readCard } from './card.ts';
import { importCard } from './card-views.ts';
import {
  bringModal,
  columnsModal,
  columnsOf,
  columnsOnPage,
  fieldsOffered,
  type OwnChoice,
} from './form-views.ts';
import type { FieldKey, Import, ImportId } from './model.ts';
import {
  bringFile,
  cancelImport,
  correctImport,
  getImport,
  listRecentImports,
  sendReport,
  startImport,
  undoImport,
} from './service.ts';
import { sendTemplate } from './template.ts';

const recentShown = 8;

export const importCommand: CrmCommand = {
  key: 'import',
  words: { en: ['import'], cs: ['import', 'importovat', 'nahrát'], sk: ['import', 'importovať', 'nahrať'] },
  help: (t) => t.imports.help,
  handle: ({ ctx, reader, open }) => open(() => bringView(ctx, reader)),
};

async function bringView(ctx: Request['ctx'], reader: Request['reader']): Promise<ModalView> {
  const imports = await listRecentImports(ctx, recentShown);
  const owners = await listPeople(ctx.db, [...new Set(imports.map(({ personId }) => personId))]);
  const nameOf = (id: PersonId) => owners.find((person) => person.id === id)?.name ?? '?';
  const listed = imports.map((found) => ({
    found,
    mayUndo: found.state === 'done' && isWithin(ctx, found),
    owner: found.personId === actorId(ctx) ? null : nameOf(found.personId),
  }));
  return bringModal(listed, isAdmin(ctx), reader);
}

export function registerImportHandlers(on: Handlers): void {
  on.submit(bringForm, async (request) => {
    const { ctx, form, client } = request;
    await assertMayImport(ctx);
    const [file] = await describeFiles(client, form.choices('files'));
    if (!file || !isSpreadsheet(file.name)) return refuse('import.notAFile', {}, 'files');
    await bringFile(ctx, file, { rule: form.choice('rule') === 'overwrite' ? 'overwrite' : 'fill' });
    return undefined;
  });

  on.action(importOffered, async (request) => {
    const { ctx, value, t } = request;
    const offer = (await findOffer(ctx, value)) ?? notFound('file');
    for (const file of offer.files.filter(({ name }) => isSpreadsheet(name))) await bringFile(ctx, file);
    await request.replace({ text: t.imports.onTheWay, blocks: [section(t.imports.onTheWay)] });
  });

  on.shortcut(importShortcut, ({ ctx, message, open, t }) =>
    open(async () => {
      const files = (message?.files ?? []).filter(({ name }) => isSpreadsheet(name));
      if (files.length === 0) return alertView(t, t.imports.noSpreadsheet);
      for (const file of files) await bringFile(ctx, file);
      return alertView(t, t.imports.onTheWay);
    }),
  );

  on.action(startButton, acting(startImport));
  on.action(cancelButton, acting(cancelImport));
  on.action(undoButton, acting(undoImport));

  on.action(reportButton, async ({ ctx, value, say, t }) => {
    await sendReport(ctx, value);
    await say(t.imports.report.onTheWay);
  });

  on.action(templateButton, async ({ ctx, person }) => {
    await assertMayImport(ctx);
    await sendTemplate(ctx, person.id);
  });

  on.action(correctButton, ({ ctx, value, reader, open }) =>
    open(async () => {
      const found = await getImport(ctx, value);
      const { rule, as, perSheet } = found;
      const meta: ColumnsMeta = { id: found.id, page: 0, chosen: {}, rule, as, perSheet };
      return columnsModal(found, await ownChoices({ ctx, reader }), meta, reader);
    }),
  );

  on.action(turnPage, async (request) => {
    const { ctx, view, form, value, reader, update } = request;
    const meta = columnsForm.read(view?.private_metadata ?? '');
    const found = await getImport(ctx, meta.id);
    const next = { ...meta, ...chosenIn(form, meta, found), page: value };
    await update(columnsModal(found, await ownChoices(request), next, reader));
  });

  on.submit(columnsForm, saveColumns);
}

const ownChoices = async ({ ctx, reader }: Pick<Request, 'ctx' | 'reader'>): Promise<OwnChoice[]> =>
  (await listOwnFields(ctx)).map(({ key, kind, label }) => ({
    key,
    label: `${reader.t.imports.kinds[kind]}: ${label}`,
  }));

/** The message shows at once what was pressed; what follows comes by edits. */
const acting =
  (verb: (ctx: Request['ctx'], id: ImportId) => Promise<Import>) =>
  async (request: ActionRequest<ImportId>): Promise<void> => {
    const { ctx, value, reader, view, update } = request;
    const found = await verb(ctx, value);
    if (view) return update(await bringView(ctx, reader));
    await request.replace(importCard(await readCard(ctx, found), reader));
  };

/** What stands in the window, with what was chosen on its other pages. */
function chosenIn(
  form: FormValues,
  meta: ColumnsMeta,
  found: Import,
): Pick<ColumnsMeta, 'chosen' | 'rule' | 'as' | 'perSheet'> {
  const chosen = { ...meta.chosen };
  const from = meta.page * columnsOnPage;
  const to = Math.min(columnsOf(found).length, from + columnsOnPage);
  for (let place = from; place < to; place += 1) chosen[place] = Number(form.choice(`column${place}`) ?? -1);
  return {
    chosen,
    rule: form.choice('rule') === 'overwrite' ? 'overwrite' : 'fill',
    as: form.choice('as') === 'leads' ? 'leads' : 'customers',
    perSheet: form.choices('perSheet').includes('yes'),
  };
}

async function saveColumns(request: Saving<ColumnsMeta>): Promise<undefined> {
  const { ctx, meta, form } = request;
  const found = await getImport(ctx, meta.id);
  const { chosen, ...rest } = chosenIn(form, meta, found);
  const offered = fieldsOffered(await ownChoices(request));
  const mapping: Import['mapping'] = { ...found.mapping };
  for (const [place, { key }] of columnsOf(found).entries()) {
    const choice = chosen[place];
    if (choice !== undefined) mapping[key] = (offered[choice] ?? null) as FieldKey | null;
  }
  await correctImport(ctx, meta.id, { mapping, ...rest });
  return undefined;
}
