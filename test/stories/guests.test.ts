import { expect, it } from 'vitest';
import { seedStory } from '../../fixtures/workspace.ts';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import { changeDeal } from '../../src/features/deals/service.ts';
import { watchBid } from '../../src/features/watching/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { DealId } from '../../src/lib/ids.ts';
import type { Driver, Message } from '../../src/sandbox/protocol.ts';
import { type Story, story } from '../support/story.ts';

const bridge = 1 as DealId;
const forMembers = 'jen pro plné členy';

/** Eva's deal has its card in #obchod, where only full members are so far. */
async function office() {
  const it = await story();
  await seedStory(it.server.crm.ctx);
  const evas = await actingAs(it, it.eva.id);
  await changeDeal(evas, bridge, { channel: 'C0OBCHOD01' });
  await it.settles();
  const card = () => it.oliver.sees('#obchod').find((one) => one.text.includes('D-1')) as Message;
  expect(it.oliver.reads(card())).toContain('Lávka přes Svratku');
  return { ...it, evas, card };
}

async function actingAs({ server }: Story, slackId: string): Promise<Ctx> {
  const { ctx } = server.crm;
  return asPerson(ctx, (await findPersonBySlackId(ctx.db, slackId)) as Person);
}

const posts = (who: Driver): string[] =>
  who
    .sees('#obchod')
    .filter((one) => one.app_id && !one.ephemeralTo)
    .map((one) => who.reads(one));

it('a guest finds every door closed: commands, shortcuts, the buttons of a card, Home', async () => {
  const it = await office();
  const { slack, card } = it;
  slack.admin.invite('#obchod', 'radim');
  const radim = slack.as('radim');
  for (const command of ['/deal', '/log', '/company', '/crm']) {
    await radim.command(command, '1', { channel: '#obchod' });
    expect(radim.reads(radim.lastEphemeral()!)).toContain(forMembers);
  }
  const said = await radim.message('#obchod', 'Viděl jsem to.', { files: [{ name: 'a.pdf', content: 'a' }] });
  for (const shortcut of ['deals.new', 'activities.log']) await radim.shortcut(shortcut);
  for (const shortcut of ['activities.logMessage', 'documents.attach'])
    await radim.messageShortcut(shortcut, said);
  for (const label of ['Otevřít', 'Zapsat', 'Odevzdáno', 'Kdo to vidí?', 'Vyhraná'])
    await radim.click(card(), label);
  await radim.tell('Co je nového?', { files: [{ name: 'b.pdf', content: 'b' }] });
  await radim.openHome();
  await it.settles();
  expect(radim.modals()).toEqual([]);
  expect(radim.reads(radim.home()!)).toContain(forMembers);
  expect(radim.inbox()).toEqual([]);
  const { ctx } = it.server.crm;
  expect(await ctx.db('deals').where({ id: bridge }).first('stage', 'submitted_at')).toEqual({
    stage: 'rfp',
    submitted_at: null,
  });
  expect(await ctx.db('activities')).toEqual([]);
  expect(slack.troubles).toEqual([]);
});

it('somebody of another organisation, who sees an old card in a channel shared since, opens nothing from it', async () => {
  const it = await office();
  const { slack, card } = it;
  slack.admin.shareChannel('#obchod');
  slack.admin.invite('#obchod', 'partner');
  const petra = slack.as('partner');
  for (const label of ['Otevřít', 'Zapsat', 'Odevzdáno']) await petra.click(card(), label);
  expect(petra.modals()).toEqual([]);
  expect(petra.reads(petra.lastEphemeral()!)).toContain(forMembers);
  expect(slack.troubles).toEqual([]);
});

it.each([
  ['a guest is invited', (it: Story) => it.slack.admin.invite('#obchod', 'radim')],
  ['the channel is shared with another organisation', (it: Story) => it.slack.admin.shareChannel('#obchod')],
])('when %s, a card there says nothing new, and nothing else is posted', async (_, opens) => {
  const it = await office();
  const { evas, oliver, card } = it;
  await watchBid(evas, bridge);
  opens(it);
  await it.settles();
  const before = posts(oliver);
  await changeDeal(evas, bridge, { name: 'Lávka s ocelovou mostovkou' });
  await it.settles();
  expect(oliver.reads(card())).not.toContain('ocelovou');
  // A file dropped into its thread is nobody's business there.
  await oliver.message('#obchod', 'výkres', { thread: card().ts, files: [{ name: 'a.pdf', content: 'a' }] });
  // The deal's nudges come, nobody answers, and on Friday afternoon the sales lead is told instead of the channel.
  for (const at of ['2027-03-11T08:00:10.000Z', '2027-03-12T08:00:10.000Z', '2027-03-12T13:00:10.000Z'])
    await it.until(at);
  expect(posts(oliver)).toEqual(before);
});

it('a channel with guests is offered no card, and one shared with others neither', async () => {
  const it = await office();
  const { eva } = it;
  await eva.command('/deal', '1');
  for (const channel of ['projekce', 's-partnerem']) {
    await eva.click(eva.lastEphemeral()!, 'Sdílet do kanálu');
    // Slack's own picker leaves shared channels out; somebody may be faster than Slack.
    const filled = await eva.fill({ Kanál: channel }).then(
      () => true,
      () => false,
    );
    if (filled) expect((await eva.submit()).errors).toEqual({ Kanál: expect.stringContaining('hosté') });
    await eva.close({ all: true });
  }
  for (const channel of ['#projekce', '#s-partnerem'])
    expect(eva.sees(channel).filter((one) => one.app_id && !one.ephemeralTo)).toEqual([]);
});
