import { expect, it } from 'vitest';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import { awardDeal, moveDeal } from '../../src/features/deals/outcome-service.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { LocalDateTime } from '../../src/lib/time.ts';
import { type Story, story } from '../support/story.ts';

const tuesday = '2027-03-09T07:00:10.000Z';
const wednesday = '2027-03-10T07:00:10.000Z';
const nbsp = '\u00a0';
const bid = (local: string) => ({ local: local as LocalDateTime, zone: 'Europe/Prague' });

/** What Eva does elsewhere, without her clicking through it here. */
async function actingAs({ server, eva }: Story): Promise<Ctx> {
  const { ctx } = server.crm;
  return asPerson(ctx, (await findPersonBySlackId(ctx.db, eva.id)) as Person);
}

/** Eva has a morning digest in #obchod; what it posts there, its pictures apart. */
async function withDigest(it: Story, fields: Record<string, string | string[]> = {}) {
  await it.eva.command('/crm', 'souhrn', { channel: '#obchod' });
  await it.eva.fill(fields);
  await it.eva.submit();
  const posted = () => it.eva.sees('#obchod').filter((message) => !message.ephemeralTo);
  return {
    texts: () =>
      posted()
        .filter((message) => !message.files)
        .map((message) => it.eva.reads(message).replaceAll(nbsp, ' ')),
    pictures: () => posted().flatMap((message) => message.files ?? []),
  };
}

it('Eva sets a digest for #obchod, sees it first herself, and the channel gets it the next morning with its chart', async () => {
  const it = await story();
  const { eva, slack, until } = it;
  const { texts, pictures } = await withDigest(it);
  expect(eva.reads(eva.inbox().at(-1)!).replaceAll(nbsp, ' ')).toContain('nejbližší: zítra v 8:00');
  await createDeal(await actingAs(it), {
    name: 'Lávka přes Svratku',
    value: { amount: 125_000_000, currency: 'CZK' },
    bidDeadline: bid('2027-03-15T12:00'),
  });

  await eva.click(eva.inbox().at(-1)!, 'Ukázat teď jen mně');
  const preview = await eva.until(() =>
    eva.inbox().find((message) => eva.reads(message).includes('Tohle vidíš jen ty')),
  );
  expect(eva.reads(preview)).toContain('D-1 · Lávka přes Svratku');
  expect(texts()).toEqual([]);

  await until(tuesday);
  await eva.until(() => texts().length === 1 && pictures().length === 1);
  expect(texts()[0]).toContain('1 nabídka k odevzdání, 1 příležitost bez dalšího kroku, 1 nová příležitost');
  expect(texts()[0]).toContain('Nová · 10 % | 1 | 1 250 000 Kč | 125 000 Kč');
  const uploads = slack.calls.filter((call) => call.method === 'files.getUploadURLExternal');
  expect(String(uploads.at(-1)?.args.alt_txt).replaceAll(nbsp, ' ')).toContain(
    'Nová: 1 příležitost, 1 250 000 Kč, váženě 125 000 Kč',
  );
  expect(Buffer.from(eva.download(pictures()[0]!)).subarray(1, 4).toString()).toBe('PNG');
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
});

it('says what moved, from what to what, and what was won since the last one, once', async () => {
  const it = await story();
  const { texts } = await withDigest(it, {
    'Co v něm bude': ['Co se změnilo, podle toho, kdo to má na starosti', 'Vyhrané, prohrané a nové'],
  });
  const eva = await actingAs(it);
  const [bridge, tower] = [await createDeal(eva, { name: 'Lávka' }), await createDeal(eva, { name: 'Věž' })];
  await it.until(tuesday);
  await it.eva.until(() => texts().length === 1);
  await moveDeal(eva, bridge.id, 'rfp');
  await awardDeal(eva, tower.id, { amount: 500_000_00, currency: 'CZK' });
  await it.until(wednesday);
  await it.eva.until(() => texts().length === 2);
  expect(texts()[1]).toContain(
    'Má na starosti: Eva Dvořáková\n• D-1 · Lávka: Nová → RFP – připravujeme nabídku',
  );
  expect(texts()[1]).toContain('Vyhrané\n• D-2 · Věž · 500 000 Kč · Eva Dvořáková');
  expect(texts()[1]).not.toContain('Nové\n');
});

it('three mornings that the machine slept over are one digest', async () => {
  const it = await story();
  const { texts } = await withDigest(it);
  await createDeal(await actingAs(it), { name: 'Lávka' });
  await it.until('2027-03-11T13:00:00.000Z');
  await it.eva.until(() => texts().length === 1);
  await it.restarts();
  await it.settles();
  expect(texts()).toHaveLength(1);
  expect(texts()[0]).toContain('Souhrn · čt 11. 3.');
  expect(texts()[0]).toContain('Změny od 4. 3. ve 14:00.');
});

it('a digest whose answer was lost on the way is not posted again', async () => {
  const it = await story();
  const { texts, pictures } = await withDigest(it);
  await createDeal(await actingAs(it), { name: 'Lávka' });
  it.slack.weather.dropAnswer('chat.postMessage', 1);
  await it.until(tuesday);
  await it.passes({ minutes: 5 });
  await it.eva.until(() => pictures().length === 1);
  expect(texts()).toHaveLength(1);
});

it('when there is nothing to say it is one line, or nothing if that was chosen', async () => {
  const it = await story();
  const { texts } = await withDigest(it);
  await it.until(tuesday);
  await it.eva.until(() => texts().length === 1);
  expect(texts()[0]).toBe(
    'Souhrn · út 9. 3.\nDnes nic: žádný termín nehoří a od minulého souhrnu se nic nezměnilo.',
  );
  await it.eva.command('/crm', 'souhrn', { channel: '#obchod' });
  await it.eva.click(it.eva.lastEphemeral()!, 'Upravit');
  await it.eva.fill({ 'Když není co říct': 'Neposílat nic' });
  await it.eva.submit();
  await it.until(wednesday);
  expect(texts()).toHaveLength(1);
});

it('a channel with a guest is refused before anything is set, and one without Vizitka says how to invite it', async () => {
  const { eva } = await story();
  await eva.command('/crm', 'souhrn', { channel: '#projekce' });
  expect(eva.reads(await eva.modal('Souhrn'))).toContain('jsou hosté nebo jiná organizace');
  expect((await eva.submit()).outcome).toBe('pushed');
  await eva.close({ all: true });
  await eva.command('/crm', 'souhrn', { channel: '#vedeni' });
  expect(eva.reads(await eva.modal('Souhrn'))).toContain('/invite @Vizitka');
  await eva.close();
  await eva.invite('#vedeni', 'app');
  await eva.command('/crm', 'souhrn', { channel: '#vedeni' });
  await eva.submit();
  expect(eva.reads(eva.inbox().at(-1)!)).toContain('Souhrn pro #vedeni je nastavený.');
});

it('guests who come later keep the digest out of the channel', async () => {
  const it = await story();
  const { texts } = await withDigest(it);
  await createDeal(await actingAs(it), { name: 'Lávka' });
  it.slack.admin.invite('#obchod', 'radim');
  await it.until(tuesday);
  expect(texts()).toEqual([]);
});

it('from her messages Eva chooses the channel, and Zuzana, who is not in it, cannot stop the digest', async () => {
  const { eva, zuzana } = await story();
  await eva.invite('#vedeni', 'app');
  await eva.command('/crm', 'souhrn');
  await eva.click(eva.lastEphemeral()!, 'Nový souhrn');
  await eva.fill({ Kanál: 'vedeni', Dny: ['pondělí', 'čtvrtek'], Jazyk: 'slovensky', Čas: '07:30' });
  await eva.submit();
  expect(eva.reads(eva.inbox().at(-1)!)).toContain('po, čt 7:30 · slovensky');
  await zuzana.command('/crm', 'digest');
  await zuzana.click(zuzana.lastEphemeral()!, 'Zrušit souhrn');
  expect(zuzana.reads(zuzana.lastEphemeral()!)).toContain('jen ten, kdo v kanálu je, nebo správce');
  await eva.command('/crm', 'souhrny');
  await eva.click(eva.lastEphemeral()!, 'Zrušit souhrn');
  await eva.command('/crm', 'souhrny');
  expect(eva.reads(eva.lastEphemeral()!)).toContain('Žádný kanál zatím souhrn nemá');
});

it('a long list opens whole, page by page, for the one who clicks', async () => {
  const it = await story();
  const { texts } = await withDigest(it);
  const eva = await actingAs(it);
  for (let day = 10; day < 22; day += 1) {
    await createDeal(eva, { name: `Hala ${day}`, bidDeadline: bid(`2027-03-${day}T12:00`) });
  }
  await it.until(tuesday);
  await it.eva.until(() => texts().length === 1);
  const digest = it.oliver.sees('#obchod').find((message) => !message.files)!;
  await it.oliver.click(digest, 'Všechno: 12 nabídek k odevzdání');
  expect(it.oliver.reads(it.oliver.lastEphemeral()!)).toContain('1–10 z 12');
  await it.oliver.click(it.oliver.lastEphemeral()!, 'Další');
  expect(it.oliver.reads(it.oliver.lastEphemeral()!)).toContain('Hala 21');
  expect(it.eva.lastEphemeral('#obchod')).toBeUndefined();
});

it('Eva enters a rate and the digest adds everything up in crowns', async () => {
  const it = await story();
  const { texts } = await withDigest(it);
  const ctx = await actingAs(it);
  await createDeal(ctx, { name: 'Věž', value: { amount: 48_200_00, currency: 'EUR' } });
  await it.zuzana.command('/crm', 'kurzy');
  expect(it.zuzana.buttons(it.zuzana.lastEphemeral()!)).toEqual([]);
  await it.eva.command('/crm', 'kurzy');
  await it.eva.click(it.eva.lastEphemeral()!, 'Zadat kurz');
  await it.eva.fill({ 'Kurz: kolik CZK za jednotku': 'hodně' });
  expect((await it.eva.submit()).errors).toEqual({
    'Kurz: kolik CZK za jednotku': '„hodně“ není kurz. Napiš třeba 25,145.',
  });
  await it.eva.fill({ 'Kurz: kolik CZK za jednotku': '25' });
  await it.eva.submit();
  await it.until(tuesday);
  await it.eva.until(() => texts().length === 1);
  expect(texts()[0]).toContain(
    'V jedné měně: 1 205 000 Kč bez DPH, váženě 120 500 Kč · 1 EUR = 25 Kč ke dni 8. 3. 2027 (ručně: Eva Dvořáková)',
  );
});
