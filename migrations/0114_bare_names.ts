import type { Knex } from 'knex';

/** A company's name without its legal form: lists that are brought in look thousands of them up. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw('alter table companies add column bare_name text');
  for (let last = 0; ; ) {
    const rows: { id: number; folded_name: string }[] = await knex('companies')
      .where('id', '>', last)
      .orderBy('id')
      .limit(500)
      .select('id', 'folded_name');
    if (rows.length === 0) break;
    for (const { id, folded_name } of rows)
      await knex('companies')
        .where({ id })
        .update({ bare_name: bareName(folded_name) });
    last = rows.at(-1)?.id ?? last;
  }
  await knex.schema.raw('create index companies_bare_name on companies (bare_name)');
}

const forms =
  'spolsro vlikvidaci vlikvidacii akciovaspolecnost akciovaspolocnost druzstvo gmbh sro jsa vos ops oz no sp as ks zs se kg ag ltd inc'.split(
    ' ',
  );

function bareName(folded: string): string {
  const words = folded.replace(/(?<=\p{L})\./gu, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
  for (let end = 0; end < 5; end += 1) {
    const found = [5, 4, 3, 2, 1].find(
      (count) => count < words.length && forms.includes(words.slice(-count).join('')),
    );
    if (!found) break;
    words.splice(-found);
  }
  return words.join(' ');
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
