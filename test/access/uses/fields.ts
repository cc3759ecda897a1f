import { companyFields } from '../../../src/features/companies/field-kind.ts';
import { contactFields } from '../../../src/features/contacts/field-kind.ts';
import { dealFields } from '../../../src/features/deals/field-kind.ts';
import { archiveField, changeField, defineField } from '../../../src/features/fields/define-service.ts';
import {
  exportableFields,
  exportFieldCells,
  importableFields,
} from '../../../src/features/fields/exchange-service.ts';
import { readFormFields } from '../../../src/features/fields/form-service.ts';
import { type Field, inputName } from '../../../src/features/fields/model.ts';
import { addOptions } from '../../../src/features/fields/option-service.ts';
import { readRecordFields, setFieldValues } from '../../../src/features/fields/service.ts';
import { addSet } from '../../../src/features/fields/set-service.ts';
import { leadFields } from '../../../src/features/leads/field-kind.ts';
import type { Ctx } from '../../../src/lib/context.ts';
import { randomId } from '../../../src/lib/ids.ts';
import { type Cell, shows, type Use } from '../office.ts';

const fieldKinds = [companyFields, contactFields, leadFields, dealFields];
const withKinds = (ctx: Ctx): Ctx => ({ ...ctx, ports: { ...ctx.ports, fieldKinds } });
const none = { en: null, cs: null, sk: null };
const secret = 'osmnact';

const definition = (restricted = false) => ({
  labels: { ...none, cs: `Pole ${randomId()}` },
  help: none,
  restricted,
  requiredFrom: null,
});

interface Prepared extends Cell {
  field: Field;
}

/** A field of deals or companies that holds something. */
const filled =
  (kind: 'deal' | 'company', restricted: boolean, attempt: (cell: Prepared) => Promise<unknown>): Use =>
  async (cell) => {
    const system = withKinds(cell.system);
    const field = await defineField(system, kind, 'text', definition(restricted));
    await fill(system, kind, kind === 'deal' ? cell.deal.id : cell.company.id, field, secret);
    return async () => attempt({ ...cell, ctx: withKinds(cell.ctx), field });
  };

const fill = (ctx: Ctx, kind: string, id: number, field: Field, text: string) =>
  setFieldValues(ctx, kind, id, { [inputName(field)]: text }, { by: 'form' });

const admins = (attempt: (ctx: Ctx) => Promise<unknown>): Use => {
  return async (cell) => async () => attempt(withKinds(cell.ctx));
};

const read = (kind: 'deal' | 'company', restricted: boolean): Use =>
  filled(kind, restricted, async ({ ctx, deal, company }) =>
    shows(readRecordFields(ctx, kind, kind === 'deal' ? deal.id : company.id), secret),
  );

const write = (kind: 'deal' | 'company', restricted: boolean): Use =>
  filled(kind, restricted, ({ ctx, deal, company, field }) =>
    fill(ctx, kind, kind === 'deal' ? deal.id : company.id, field, 'dvacet'),
  );

async function exported(ctx: Ctx, id: number) {
  return exportFieldCells(ctx, 'deal', await exportableFields(ctx, 'deal'), [id]);
}

export const fieldUses: Record<string, Use> = {
  'define a field': admins((ctx) => defineField(ctx, 'deal', 'text', definition())),
  'add a ready-made set of fields': admins((ctx) => addSet(ctx, 'company', 'warehouses')),
  'change a field': filled('deal', false, ({ ctx, field }) => changeField(ctx, field.id, definition())),
  'archive a field': filled('deal', false, ({ ctx, field }) => archiveField(ctx, field.id, true)),
  'add options to a field': async (cell) => {
    const { id } = await defineField(withKinds(cell.system), 'deal', 'select', definition());
    return async () => addOptions(withKinds(cell.ctx), id, ['Epoxid']);
  },
  'read a field of the deal': read('deal', false),
  'fill in a field of the deal': write('deal', false),
  'read a restricted field of the deal': read('deal', true),
  'be asked for a restricted field of it': filled('deal', true, ({ ctx, deal }) =>
    shows(readFormFields(ctx, 'deal', deal.id), secret),
  ),
  'take it away in a file': filled('deal', true, ({ ctx, deal }) => shows(exported(ctx, deal.id), secret)),
  'fill in a restricted field of the deal': write('deal', true),
  'read a field of a company': read('company', false),
  'fill in a field of a company': write('company', false),
  'read a restricted field of a company': read('company', true),
  'fill in a restricted field of a company': write('company', true),
  'bring a restricted field in from a file': filled('deal', true, ({ ctx, field }) =>
    shows(importableFields(ctx, 'deal'), field.labels.cs as string),
  ),
};
