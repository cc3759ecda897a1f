import { expect, it } from 'vitest';
import { links, nameOfLink, staying } from '../../src/features/merging/links.ts';
import { world } from '../support/context.ts';

/** Columns that name a company or a contact under another name. */
const others = { company: ['parent_id', 'became_company_id'], contact: ['became_contact_id'] };

it.each(['company', 'contact'] as const)(
  'every column that names a %s is moved by a merge, or stays for a reason',
  async (kind) => {
    const { database } = await world();
    const tables: { name: string }[] = await database.reader.raw(
      "select name from sqlite_master where type = 'table'",
    );
    const named: string[] = [];
    for (const { name } of tables) {
      const columns: { name: string }[] = await database.reader.raw(`pragma table_info(${name})`);
      for (const column of columns)
        if (column.name === `${kind}_id` || others[kind].includes(column.name))
          named.push(`${name}.${column.name}`);
    }
    expect([...links[kind].map(nameOfLink), ...staying[kind]].sort()).toEqual(named.sort());
  },
);
