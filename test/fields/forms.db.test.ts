import { describe, expect, it } from 'vitest';
import { dealFields } from '../../src/features/deals/field-kind.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { archiveField, changeField, defineField } from '../../src/features/fields/define-service.ts';
import { readTypedFields } from '../../src/features/fields/form-reading.ts';
import { readFormFields, saveWithFields } from '../../src/features/fields/form-service.ts';
import { type Field, type FieldType, inputName } from '../../src/features/fields/model.ts';
import { readRecordFields } from '../../src/features/fields/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { formValues } from '../../src/slack/forms.ts';
import { world } from '../support/context.ts';

const none = { en: null, cs: null, sk: null };

/** Zuzana has the deal, Oliver is named on it; the form was opened before what the test does. */
async function office() {
  const { as, person } = await world({ ports: { fieldKinds: [dealFields] } });
  const [eva, zuzana, oliver] = [await as('Eva', { isAdmin: true }), await as('Zuzana'), await as('Oliver')];
  const lenka = await person('Lenka');
  await eva.database.writer('people').where({ id: lenka.id }).update({ is_sales_lead: true });
  const bridge = await createDeal(zuzana, { name: 'Lávka', people: [(await person('Oliver')).id] });
  const definition = (cs: string, more: Partial<Field> = {}) => ({
    labels: { ...none, cs },
    help: none,
    restricted: false,
    requiredFrom: null,
    ...more,
  });
  const define = (type: FieldType, cs: string, more: Partial<Field> = {}, options: string[] = []) =>
    defineField(eva, 'deal', type, definition(cs, more), options);
  /** What Slack sends of the form's inputs. */
  const submits = async (
    ctx: Ctx,
    typed: [Field, Record<string, unknown>][],
    stage: string | null = null,
  ) => {
    const values = Object.fromEntries(typed.map(([field, state]) => [inputName(field), { x: state }]));
    const { seen } = await readFormFields(ctx, 'deal', bridge.id);
    const request = { ctx, client: {} as never };
    const read = await readTypedFields(request, formValues({ state: { values } }), 'deal', seen, stage);
    return saveWithFields(ctx, read, async () => ({ id: bridge.id, result: null }), { id: bridge.id });
  };
  const shown = async () => (await readRecordFields(zuzana, 'deal', bridge.id)).values;
  return { eva, zuzana, oliver, bridge, define, definition, submits, shown };
}

const codes = (error: { errors?: { code: string; field?: string }[] }) =>
  error.errors?.map(({ code, field }) => `${field}: ${code}`);

describe('a form that was open while an admin changed the fields', () => {
  it('keeps what was typed into a field that was archived: it comes back with it', async () => {
    const { eva, zuzana, define, submits, shown } = await office();
    const tonnage = await define('number', 'Tonáž');
    await archiveField(eva, tonnage.id, true);
    expect(await submits(zuzana, [[tonnage, { value: '12,5' }]])).toMatchObject({ kind: 'saved' });
    expect((await shown()).has(tonnage.id)).toBe(false);
    await archiveField(eva, tonnage.id, false);
    expect((await shown()).get(tonnage.id)).toBe('12.5');
  });

  it('says at the field that it is for others now, and saves nothing of it', async () => {
    const { eva, oliver, define, definition, submits, shown } = await office();
    const margin = await define('number', 'Marže');
    await changeField(eva, margin.id, definition('Marže', { restricted: true }));
    expect(await submits(oliver, [[margin, { value: '18' }]]).catch(codes)).toEqual([
      `field${margin.id}: notFound`,
    ]);
    expect((await shown()).size).toBe(0);
  });

  it('takes only options of the field itself', async () => {
    const { zuzana, define, submits, shown } = await office();
    const coating = await define('select', 'Nátěr', {}, ['Epoxid']);
    const place = await define('multiSelect', 'Místo', {}, ['Brno', 'Žilina']);
    const [epoxy, brno] = [String(coating.options[0]!.id), String(place.options[0]!.id)];
    await submits(zuzana, [
      [coating, { selected_option: { value: brno } }],
      [place, { selected_options: [{ value: brno }, { value: epoxy }, { value: '999' }] }],
    ]);
    expect([...(await shown())]).toEqual([[place.id, brno]]);
  });

  it('asks for what the stage needs, with every refusal at its own field', async () => {
    const { zuzana, define, submits } = await office();
    const tonnage = await define('number', 'Tonáž', { requiredFrom: 'rfp' });
    const site = await define('url', 'Stavba');
    const date = await define('date', 'Povolení', { requiredFrom: 'won' });
    const typed: [Field, Record<string, unknown>][] = [
      [tonnage, { value: null }],
      [site, { value: 'ne adresa' }],
      [date, { selected_date: null }],
    ];
    expect(await submits(zuzana, typed, 'rfp').catch(codes)).toEqual([
      `field${tonnage.id}: required`,
      `field${site.id}: url.invalid`,
    ]);
  });
});
