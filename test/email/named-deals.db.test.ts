import { expect, it } from 'vitest';
import { changeDeal, createDeal } from '../../src/features/deals/service.ts';
import { getEmailCard } from '../../src/features/email/card.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import type { DealId } from '../../src/lib/ids.ts';
import { mailFirm } from '../support/mail-firm.ts';
import { queriesDuring, wholeReads } from '../support/queries.ts';

const bridge = 42 as DealId;

const notice = (subject: string, from = 'noreply@nen.nipez.cz') =>
  `From: ${from}\r\nTo: crm@firma.example\r\nSubject: ${subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nZměna zadávací dokumentace.\r\n`;

/** What the sorting person’s card offers for each subject. */
async function offered(firm: Awaited<ReturnType<typeof mailFirm>>, subjects: string[]) {
  const before = (await firm.mails()).length;
  const ids = await firm.receives(...subjects.map((subject) => notice(subject)));
  const eva = await firm.as('Eva');
  const cards = [];
  for (const id of ids.slice(before)) cards.push((await getEmailCard(eva, id as EmailId)).guesses);
  return cards.map((guesses) => guesses.map((deal) => deal.id as number));
}

it('a notice or a stranger naming an open deal is asked about with that deal as a guess, and logged nowhere', async () => {
  const firm = await mailFirm();
  expect(
    await offered(firm, [
      'Vysvětlení ZD – Lávka přes Svratku',
      'Re: LAVKA PRES SVRATKU, doplnění',
      'Datová zpráva od: Mostní stavby Brno, a.s.',
      'Lávka přes Svratku: Stahlbau Weber GmbH',
      'Konsolen a Dresden',
      'Kovovýroba H má dvě zakázky',
      'Drevodom Trenčín nemá žiadnu',
      'Lávka přes Svratkou',
    ]),
  ).toEqual([[42], [42], [42], [42], [], [], [], []]);
  await firm.receives(notice('Dotaz: Zábradlí haly Hodonín', 'moore@neznama.example'));
  expect((await firm.mails()).every((mail) => mail.status === 'triage' && mail.deal_id === null)).toBe(true);
  const last = await firm.system.db('inbound_emails').orderBy('id', 'desc').first();
  expect(last?.triage_person_id).toBe((await firm.person('Tomas')).id);
});

it('two deals of one name are no guess, nor is a restricted or a lost one; the longer of two names is meant', async () => {
  const firm = await mailFirm();
  const eva = await firm.as('Eva');
  const second = await createDeal(eva, { name: 'Lávka přes Svratku II' });
  await createDeal(eva, { name: 'Schodiště radnice' });
  await createDeal(eva, { name: 'Schodiště radnice' });
  expect(await offered(firm, ['Lávka přes Svratku II: termín', 'Schodiště radnice'])).toEqual([
    [second.id],
    [],
  ]);
  await changeDeal(eva, bridge, { restricted: true });
  await firm.database.writer('deals').where({ id: second.id }).update({ is_open: false });
  expect(await offered(firm, ['Lávka přes Svratku', 'Mostní stavby Brno', 'Lávka přes Svratku II'])).toEqual([
    [],
    [],
    [],
  ]);
});

it('a name is looked for by its index, and not at all for a customer', async () => {
  const firm = await mailFirm();
  const asked = async (from: string) =>
    (await queriesDuring(firm.database, () => firm.receives(notice('Lávka přes Svratku', from)))).filter(
      ({ sql }) => /search_terms|bare_name/.test(sql) && /^select/.test(sql),
    );
  expect(await asked('riha@mostni-stavby.example')).toEqual([]);
  const [byName, ...others] = await asked('moore@neznama.example');
  expect(others).toEqual([]);
  expect(byName && (await wholeReads(firm.database, [byName], ['search_terms', 'deals']))).toEqual([]);
});
