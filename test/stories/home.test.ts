import { expect, it } from 'vitest';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import { keepCompany } from '../../src/features/companies/service.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { handOverDeal } from '../../src/features/deals/sharing-service.ts';
import { watchBid } from '../../src/features/watching/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { LocalDateTime } from '../../src/lib/time.ts';
import type { Driver } from '../../src/sandbox/protocol.ts';
import { type Story, story } from '../support/story.ts';

const bid = (local: string) => ({ local: local as LocalDateTime, zone: 'Europe/Prague' });

/** What somebody does elsewhere, without clicking through it here. */
async function actingAs({ server }: Story, who: Driver): Promise<Ctx> {
  const { ctx } = server.crm;
  await who.command('/crm', '');
  return asPerson(ctx, (await findPersonBySlackId(ctx.db, who.id)) as Person);
}

const publishedFor = (it: Story, who: Driver) =>
  it.slack.calls.filter((call) => call.method === 'views.publish' && call.args.user_id === who.id).length;

it('an empty Home teaches three steps, and the first of them leads to a deal that Home then shows', async () => {
  const it = await story();
  const { eva, slack } = it;
  await eva.openHome();
  expect(eva.reads(eva.home()!)).toContain('Vítej, Eva Dvořáková. Tady můžeš začít:');
  await eva.click(eva.home()!, 'Nová příležitost');
  await eva.fill({ Název: 'Lávka přes Svratku', 'Termín odevzdání nabídky: den': '2027-03-09' });
  await eva.submit();
  await it.passes({ minutes: 1 });
  const home = eva.reads(eva.home()!).replaceAll('\u00a0', ' ');
  expect(home).toContain('Dnes · po 8. 3.');
  expect(home).toContain('D-1 · Lávka přes Svratku\n⏰ zítra ve 12:00 · Nová');
  expect(home).toContain('Nová · 10 % | 1 | – | –');
  await eva.click(eva.home()!, 'Otevřít');
  expect(eva.reads(await eva.modal())).toContain('Lávka přes Svratku');
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
});

it.each([
  ['Zapsat', 'Zapsat aktivitu'],
  ['Firma', 'Firma'],
  ['Najít', 'Najít'],
  ['Nastavení', 'Nastavení'],
])('%s on Home opens its window', async (label, title) => {
  const { eva, slack } = await story();
  await eva.openHome();
  await eva.click(eva.home()!, label);
  expect(await eva.modal(title)).toBeDefined();
  expect(slack.troubles).toEqual([]);
});

it('Home follows what happens to one’s own deals for a day after it was opened, and nobody else’s', async () => {
  const it = await story();
  const { eva, zuzana, oliver } = it;
  const [asEva, asZuzana] = [await actingAs(it, eva), await actingAs(it, zuzana)];
  await eva.openHome();
  await oliver.openHome();
  const [evas, olivers] = [publishedFor(it, eva), publishedFor(it, oliver)];
  const tower = await createDeal(asZuzana, { name: 'Věž' });
  await createDeal(asEva, { name: 'Lávka' });
  await createDeal(asEva, { name: 'Hala' });
  await it.passes({ minutes: 1 });
  expect(publishedFor(it, eva)).toBe(evas + 1);
  await handOverDeal(asZuzana, tower.id, (asEva.actor as { id: Person['id'] }).id, null);
  await it.passes({ minutes: 1 });
  expect(publishedFor(it, eva)).toBe(evas + 2);
  expect(eva.reads(eva.home()!)).toContain('Věž');
  await it.passes({ hours: 25 });
  await createDeal(asEva, { name: 'Schodiště' });
  await it.passes({ minutes: 1 });
  expect(publishedFor(it, eva)).toBe(evas + 2);
  expect(publishedFor(it, oliver)).toBe(olivers);
});

it('a nudge waits on Home until Eva says there that she knows', async () => {
  const it = await story();
  const { eva } = it;
  const asEva = await actingAs(it, eva);
  const deal = await createDeal(asEva, { name: 'Lávka', bidDeadline: bid('2027-03-12T12:00') });
  await watchBid(asEva, deal.id);
  await it.until('2027-03-09T08:00:30.000Z');
  await eva.until(() => eva.inbox().some((message) => eva.reads(message).includes('Vím o tom')));
  await eva.openHome();
  expect(eva.reads(eva.home()!)).toContain('Připomenutí, která na tebe čekají');
  await eva.click(eva.home()!, 'Vím o tom');
  expect(eva.reads(eva.home()!)).not.toContain('Připomenutí, která na tebe čekají');
  await it.passes({ minutes: 1 });
  expect(eva.inbox().some((message) => eva.buttons(message).includes('Vím o tom'))).toBe(false);
});

it('twelve deals are two pages, turned in place', async () => {
  const it = await story();
  const { eva } = it;
  const asEva = await actingAs(it, eva);
  for (let day = 10; day < 22; day += 1) {
    await createDeal(asEva, { name: `Hala ${day}`, bidDeadline: bid(`2027-03-${day}T12:00`) });
  }
  await eva.openHome();
  expect(eva.reads(eva.home()!)).toContain('1–10 z 12');
  await eva.click(eva.home()!, 'Další');
  expect(eva.reads(eva.home()!)).toContain('Hala 21');
  expect(eva.reads(eva.home()!)).not.toContain('Hala 10');
});

it('a guest’s Home says that Vizitka is for members', async () => {
  const { slack } = await story();
  const radim = slack.as('radim');
  await radim.openHome();
  expect(radim.reads(radim.home()!)).toContain('jen pro plné členy');
});

it('/crm find finds deals, companies and contacts by the start of a word, and only what one may see', async () => {
  const it = await story();
  const { eva, zuzana, oliver } = it;
  const asZuzana = await actingAs(it, zuzana);
  await createDeal(asZuzana, { name: 'Lávka přes Svratku' });
  await createDeal(asZuzana, { name: 'Lávka tajná', restricted: true });
  await keepCompany(asZuzana, { name: 'Lávky a mosty, s.r.o.', ico: '00000019' });
  await createContact(asZuzana, { name: 'Ladislav Lávička', email: 'lavicka@mosty.example' });
  await oliver.command('/crm', 'hledej LAV');
  const found = oliver.reads(oliver.lastEphemeral()!);
  expect(found).toContain('Lávka přes Svratku');
  expect(found).toContain('Lávky a mosty, s.r.o.');
  expect(found).toContain('Ladislav Lávička');
  expect(found).not.toContain('tajná');
  await eva.command('/crm', 'find tajna');
  expect(eva.reads(eva.lastEphemeral()!)).toContain('Lávka tajná');
  await eva.command('/crm', 'najít');
  await eva.fill({ 'Co hledáš?': 'xylofon' });
  await eva.submit();
  expect(eva.reads(await eva.modal('Najít'))).toContain('Pro „xylofon“ se nenašlo nic');
});
