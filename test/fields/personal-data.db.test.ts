import { describe, expect, it } from 'vitest';
import { contactFields } from '../../src/features/contacts/field-kind.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { defineField } from '../../src/features/fields/define-service.ts';
import { type Field, type FieldType, inputName } from '../../src/features/fields/model.ts';
import { fieldData } from '../../src/features/fields/personal-data.ts';
import { setFieldValues } from '../../src/features/fields/service.ts';
import { nobody, type Sought } from '../../src/features/privacy/part.ts';
import { world } from '../support/context.ts';

type Told = { name: string; text: string; private: number };

const none = { en: null, cs: null, sk: null };

async function firm() {
  const { as, person, system, database } = await world({ ports: { fieldKinds: [contactFields] } });
  const [eva, lenka] = [await as('Eva', { isAdmin: true }), await person('Lenka')];
  await database.writer('people').where({ id: lenka.id }).update({ is_sales_lead: true });
  const riha = await createContact(eva, { name: 'Petr Říha', email: 'riha@mosty.example' });
  const mala = await createContact(eva, { name: 'Jana Malá' });
  const field = (type: FieldType, cs: string, restricted = false, options: string[] = []) =>
    defineField(
      eva,
      'contact',
      type,
      { labels: { ...none, cs }, help: none, restricted, requiredFrom: null },
      options,
    );
  const fill = (id: number, one: Field, text: string) =>
    setFieldValues({ ...system }, 'contact', id, { [inputName(one)]: text }, { by: 'import' });
  const sought: Sought = { ...nobody, contacts: [riha.id], names: ['Petr Říha'] };
  return { eva, lenka, riha, mala, field, fill, sought, database, adminId: (await person('Eva')).id };
}

describe('what fields hold about a person', () => {
  it('is told in words, once as it is now; a restricted value to sales leads alone', async () => {
    const { riha, mala, field, fill, sought, database, lenka, adminId } = await firm();
    const hobby = await field('multiSelect', 'Zájmy', false, ['Golf', 'Hory']);
    const bonus = await field('number', 'Provize', true);
    await fill(riha.id, hobby, 'Golf');
    await fill(riha.id, hobby, 'Golf, Hory');
    await fill(riha.id, bonus, '7');
    await fill(mala.id, hobby, 'Hory');
    const told = async (viewer: number) => {
      const rows = fieldData.exports![0]!.rows(database.reader, sought, viewer);
      const list = (await rows.orderBy('custom_changes.id')) as Told[];
      return list.map((row) => [row.name, row.text, Number(row.private)]);
    };
    expect(await told(lenka.id)).toEqual([
      ['Zájmy', expect.stringMatching(/^(Golf, Hory|Hory, Golf)$/), 0],
      ['Provize', '7', 0],
    ]);
    expect((await told(adminId)).map((row) => row[2])).toEqual([0, 1]);
  });

  it('is all erased: values, what they were, and what finds the person; other people’s stay', async () => {
    const { riha, mala, field, fill, sought, database } = await firm();
    const note = await field('text', 'Poznámka');
    await fill(riha.id, note, 'hraje golf');
    await fill(mala.id, note, 'hraje šachy');
    for (const { rows } of fieldData.own!) await rows(database.writer, sought).delete();
    const left = await database.reader('custom_values').select('record_id', 'value');
    expect(left).toEqual([{ record_id: mala.id, value: 'hraje šachy' }]);
    expect(await database.reader('custom_changes').pluck('record_id')).toEqual([mala.id]);
    expect(await database.reader('search_terms').where({ kind: 'contact+', id: riha.id })).toEqual([]);
    expect(await database.reader('search_terms').where({ kind: 'contact+', id: mala.id })).not.toEqual([]);
  });
});
