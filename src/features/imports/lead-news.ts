/** Colleagues whose leads somebody brought in hear of it once, at the end, however many there are. */
import { asPerson, findPerson, isActiveMember } from '../../access/people.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { enqueue } from '../../outbox/store.ts';
import { esc, section } from '../../slack/blocks.ts';
import { listLeadsOf } from '../leads/buttons.ts';
import type { Import, ImportId } from './model.ts';
import { findImport } from './store.ts';

/** Inside the transaction in which the import ends. */
export async function queueLeadNews(tx: Ctx, { id, personId }: Import): Promise<void> {
  for (const owner of (await countLeads(tx, id)).keys()) {
    if (owner === personId) continue;
    await enqueue(tx, {
      kind: 'imports.leads',
      payload: { importId: id, personId: owner },
      dedupeKey: `importLeads:${id}:${owner}`,
      lane: `person:${owner}`,
      priority: 'answer',
    });
  }
}

export const leadNews = effect<{ importId: ImportId; personId: PersonId }>(
  'imports.leads',
  async (ctx, { importId, personId }): Promise<Delivery> => {
    const person = await findPerson(ctx.db, personId);
    if (!isActiveMember(person)) return { do: 'drop', reason: 'no active member' };
    const found = await findImport(ctx, importId);
    if (found?.state !== 'done') return { do: 'drop', reason: 'it is being taken back' };
    const count = (await countLeads(ctx, importId)).get(personId) ?? 0;
    if (count === 0) return { do: 'drop', reason: 'they are not theirs any more' };
    const from = await findPerson(ctx.db, found.personId);
    const { t } = readerOf(asPerson(ctx, person));
    const text = t.leads.fromImport(cut(from?.name ?? '?', 80), count);
    const blocks = [section(`📥 ${esc(text)}`, listLeadsOf.make(t.leads.showLeft, personId))];
    return { do: 'post', to: { person: personId }, text, blocks };
  },
);

/** Open leads that this import made, by whose they are now. */
async function countLeads(ctx: Ctx, importId: ImportId): Promise<Map<PersonId, number>> {
  const rows = (await ctx
    .db('import_records')
    .join('leads', 'leads.id', 'import_records.record_id')
    .where({ import_id: importId, kind: 'lead', did: 'created' })
    .whereNull('leads.deleted_at')
    .whereIn('leads.state', ['new', 'working'])
    .groupBy('leads.owner_id')
    .orderBy('leads.owner_id')
    .select('leads.owner_id')
    .count({ total: '*' })) as unknown as { owner_id: PersonId; total: number | string }[];
  return new Map(rows.map(({ owner_id, total }) => [owner_id, Number(total)]));
}
