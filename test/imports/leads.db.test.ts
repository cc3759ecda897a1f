import { describe, expect, it } from 'vitest';
import { changeCompany, keepCompany } from '../../src/features/companies/service.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { searchDeals } from '../../src/features/deals/service.ts';
import type { Import } from '../../src/features/imports/model.ts';
import { listRows } from '../../src/features/imports/row-store.ts';
import { listRecentImports, startImport, undoImport } from '../../src/features/imports/service.ts';
import { disqualifyLead } from '../../src/features/leads/closing.ts';
import { createLead, getLead, searchLeads } from '../../src/features/leads/service.ts';
import { actorId } from '../../src/lib/context.ts';
import { dump } from './dump.ts';
import { type Firm, firm } from './office.ts';

const heads = 'Jméno;Firma;IČO;E-mail;Mobil;Pozice;Třída;Kampaň;Má na starosti';

/** What the dry run says of each row, which the run then does just so. */
async function brought(at: Firm, rows: string[], more: object = {}): Promise<[string, string][]> {
  const ready = await at.brings(at.lenka, [heads, ...rows, ''].join('\n'), 'veletrh.csv', more);
  const tried = await said(at, ready);
  const done = await at.later(await startImport(at.lenka, ready.id));
  expect(done).toMatchObject({ state: 'done', as: 'leads' });
  expect(await said(at, done)).toEqual(tried);
  return tried;
}

const said = async (at: Firm, found: Import) =>
  (await listRows(at.system, found.id, 0, 100)).map(({ outcome, said }): [string, string] => [
    outcome ?? '',
    said?.why[0]?.code ?? '',
  ]);

describe('a list of leads', () => {
  it('fills in what is empty of those who are here already, by address, phone, or name and company', async () => {
    const at = await firm();
    const jana = await createLead(at.eva, {
      name: 'Jana Malá',
      email: 'mala@kovo.example',
      position: 'nákupčí',
    });
    const petr = await createLead(at.eva, { name: 'Petr Říha', phone: '601 000 123' });
    const karel = await createLead(at.eva, { name: 'Karel Novák', companyName: 'Ocelárna Vír, a.s.' });
    const before = await dump(at.system);
    const rows = [
      'Jana Malá;Kovovýroba H;;mala@kovo.example;601 000 456;ředitelka;A;veletrh;',
      'Petr Říha;Mostní stavby;;riha@mostni.example;+420 601 000 123;;B;veletrh;',
      'Karel Novák;Ocelárna Vír a. s.;;novak@vir.example;;;C;veletrh;',
      'Karel Novák;Pila Bystřice;;;;;C;veletrh;',
    ];
    const outcomes = await brought(at, rows);
    expect(outcomes.map(([outcome]) => outcome)).toEqual(['updated', 'updated', 'updated', 'created']);
    expect(await getLead(at.eva, jana.id)).toMatchObject({
      ...{ position: 'nákupčí', phone: '+420 601 000 456', companyName: 'Kovovýroba H', class: 'A' },
      ownerId: jana.ownerId,
    });
    expect(await getLead(at.eva, petr.id)).toMatchObject({
      email: 'riha@mostni.example',
      campaign: 'veletrh',
    });
    expect(await getLead(at.eva, karel.id)).toMatchObject({ email: 'novak@vir.example', class: 'C' });
    const [found] = await listRecentImports(at.lenka, 1);
    await at.later(await undoImport(at.lenka, (found as Import).id));
    const { leads, ...rest } = await dump(at.system);
    expect(leads?.map(withoutTouches)).toEqual(before.leads?.map(withoutTouches));
    expect(rest.search_terms).toEqual(before.search_terms);
  });

  it('notes what a lead has no place for: its address, titles, a second phone', async () => {
    const at = await firm();
    const list =
      'Jméno;E-mail;Telefon;Ulice;DIČ;Kampaň;Poznámka\n' +
      'Ing. Jana Malá, Ph.D.;mala@kovo.example;601 000 456, 601 000 457;Nová 1;CZ00000027;veletrh;volat ráno\n' +
      'Petr Říha;riha@mostni.example;601 000 123;;CZ7801012345;veletrh;\n';
    await at.later(await startImport(at.lenka, (await at.brings(at.lenka, list, 'veletrh.csv')).id));
    const [jana] = await searchLeads(at.lenka, 'mala', 1);
    const [petr] = await searchLeads(at.lenka, 'riha', 1);
    expect(jana?.note).toBe(
      'volat ráno\nJméno: Ing. Jana Malá, Ph.D.\nTelefon: 601 000 456, 601 000 457\nUlice: Nová 1\nDIČ: CZ00000027',
    );
    expect(petr?.note).toBeNull();
  });

  it('leaves out who is a customer or a contact already, or was put aside, and says so', async () => {
    const at = await firm();
    const mostni = await keepCompany(at.eva, {
      name: 'Mostní stavby',
      ico: '00000019',
      domains: ['mostni.example'],
    });
    await changeCompany(at.eva, mostni.id, { name: mostni.name, lifeCycle: 'customer' });
    await createContact(at.eva, { name: 'Jan Dvořák', emails: ['dvorak@kovo.example'] });
    const spam = await createLead(at.eva, { name: 'Výhodné půjčky', email: 'pujcky@spam.example' });
    await disqualifyLead(at.eva, spam.id, { reason: 'spam', note: null });
    const outcomes = await brought(at, [
      'Petr Říha;Mostní stavby, a.s.;19;;;;A;veletrh;',
      'Eva Nová;Mostní;;nova@mostni.example;;;A;veletrh;',
      'Jan Dvořák;Kovovýroba H;;dvorak@kovo.example;;;A;veletrh;',
      'Výhodné půjčky;;;pujcky@spam.example;;;A;veletrh;',
      'Jana Malá;Pila Bystřice;;mala@pila.example;;;A;veletrh;',
    ]);
    expect(outcomes).toEqual([
      ['skipped', 'customer'],
      ['skipped', 'customer'],
      ['skipped', 'contactKnown'],
      ['skipped', 'leadClosed'],
      ['created', ''],
    ]);
    const [found] = await listRecentImports(at.lenka, 1);
    expect(found?.counts).toMatchObject({ skipped: 4, 'lead.created': 1 });
    expect(found?.counts.failed).toBeUndefined();
  });

  it('gives a lead to its owner, also one without a company', async () => {
    const at = await firm();
    await brought(at, [
      'Jana Malá;;;mala@pila.example;;;A;veletrh;Eva',
      'Petr Říha;;;;601 000 123;;A;veletrh;',
    ]);
    const ownerOf = async (name: string) => (await searchLeads(at.lenka, name, 5))[0]?.ownerId;
    expect(await ownerOf('Malá')).toBe(actorId(at.eva));
    expect(await ownerOf('Říha')).toBe(actorId(at.lenka));
  });
});

it('a deadline that has passed stays at a deal that is over, and is told of and left out at an open one', async () => {
  const at = await firm();
  const ready = await at.brings(
    at.lenka,
    'Firma;Příležitost;Fáze;Termín odevzdání\nMostní stavby;Stará lávka;vyhraná;5. 3. 2025\nMostní stavby;Nová lávka;nová;5. 3. 2025\n',
  );
  expect(ready.counts).toMatchObject({ past: 1, 'deal.created': 2 });
  const rows = await listRows(at.system, ready.id, 0, 10);
  expect(rows.map((row) => row.said?.past)).toEqual([undefined, ['Termín odevzdání']]);
  await at.later(await startImport(at.lenka, ready.id));
  const deadline = async (name: string) =>
    (await searchDeals(at.lenka, name, 1))[0]?.bidDeadline?.local ?? null;
  expect(await deadline('stara lavka')).toBe('2025-03-05T12:00');
  expect(await deadline('nova lavka')).toBeNull();
});

it('of a row whose deal is not there nothing stays, and those around it are taken with all they say', async () => {
  const at = await firm();
  const ready = await at.brings(
    at.lenka,
    'Firma;Číslo příležitosti;Příležitost\nPila;;Krov\nOcelárna Vír;D-999;\nKovovýroba H;;Brána\n',
  );
  const done = await at.later(await startImport(at.lenka, ready.id));
  expect(done.counts).toMatchObject({ created: 2, failed: 1, 'company.created': 2, 'deal.created': 2 });
  expect((await at.system.db('companies').orderBy('name')).map(({ name }) => name)).toEqual([
    'Kovovýroba H',
    'Pila',
  ]);
});

/** A touch cannot be taken back: that somebody was here is true. */
const withoutTouches = (lead: string): object => ({
  ...JSON.parse(lead),
  ...{ touches: 0, touched_at: '', nudge_at: '', nudge_rung: 0, state: '' },
});
