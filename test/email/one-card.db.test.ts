/** Nobody is asked twice about one sender, whatever else waits. */
import { expect, it } from 'vitest';
import type { EmailId } from '../../src/features/email/model.ts';
import { askedAbout } from '../../src/features/email/triage/waiting-store.ts';
import { type Office, office } from './office.ts';

const jan = 'jan@onde.example';
const crowded = 'shop@jinde.example';

/** So many more like it wait, each on a card of its own. */
async function moreLike({ database, row }: Office, id: EmailId, count: number, columns: object = {}) {
  const { id: _, ...kept } = await row(id);
  const rows = Array.from({ length: count }, (_, n) => ({
    ...kept,
    ...columns,
    uid: 5000 + n,
    message_id: `<${id}-${n}@jinde.example>`,
    identity: `${id}-${n}`,
  }));
  while (rows.length > 0) await database.writer('inbound_emails').insert(rows.splice(0, 10));
}

it('an older question about one sender is found behind hundreds about others', async () => {
  const firm = await office();
  const first = await firm.receives({ from: jan, subject: 'Dotaz' });
  await moreLike(firm, await firm.receives({ from: crowded, subject: 'Leták' }), 250);
  const { system } = firm;

  const asked = await askedAbout.many(system, [crowded, jan]);
  expect(asked.get(jan)?.map(({ id }) => id)).toEqual([first]);
  const next = await firm.receives({ from: jan, subject: 'Ještě dotaz' });
  expect(await firm.row(next)).toMatchObject({ triage_lead_id: first });
});

it('a mail joins the question to whoever is asked about it, though a colleague is asked about the sender too', async () => {
  const firm = await office();
  const [about, tomas] = [{ considered: '[42]' }, await firm.person('Tomas')];
  const first = await firm.receives({ from: jan, subject: 'Dotaz k [D-42]' });
  const asked = (await firm.row(first)).triage_person_id;
  expect(asked).not.toBe(tomas.id);
  await firm.database.writer('inbound_emails').where({ id: first }).update(about);
  await moreLike(firm, first, 1, { ...about, triage_person_id: tomas.id });
  const next = await firm.receives({ from: jan, subject: 'Ještě k [D-42]' });
  expect(await firm.row(next)).toMatchObject({ triage_lead_id: first, triage_person_id: asked });
});
