import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { dispatcherStatus } from '../../src/outbox/status.ts';
import { enqueue } from '../../src/outbox/store.ts';
import { type Story, story } from '../support/story.ts';

const channel = 'C0OBCHOD01';

const newDeal = async ({ eva }: Story) => {
  await eva.command('/deal', 'new', { channel: '#obchod' });
  await eva.fill({ Název: 'Lávka přes Svratku' });
  await eva.submit();
};

/** The deal's card is shared to #obchod. */
const shares = ({ server }: Story, cause: string, dealId = 1) =>
  transaction(server.crm.ctx, (tx) =>
    enqueue(tx, {
      kind: 'deal.cardPost',
      payload: { dealId, channel },
      dedupeKey: `share:${cause}`,
      lane: `channel:${channel}`,
      priority: 'answer',
    }),
  );

it('a card for an archived channel: Eva, the admin, is told why and sends it again once it is back', async () => {
  const it = await story();
  const { slack, eva, zuzana } = it;
  await newDeal(it);
  slack.admin.archiveChannel(channel);
  await shares(it, 'first');
  await it.settles();
  await it.passes({ minutes: 6 });
  const news = eva.inbox().find((message) => message.text.includes('nepodařilo doručit'));
  expect(eva.reads(news!)).toContain('Karta příležitosti');
  expect(eva.reads(news!)).toContain('Kanál je archivovaný');
  expect(zuzana.inbox().some((message) => message.text.includes('nepodařilo'))).toBe(false);

  slack.admin.unarchiveChannel(channel);
  await eva.click(news!, 'Poslat znovu');
  await it.settles();
  expect(eva.reads(news!)).toContain('Všechno je doručeno');
  expect(
    eva
      .sees('#obchod')
      .map((message) => eva.reads(message))
      .join(),
  ).toContain('Lávka přes Svratku');
  expect(slack.troubles).toEqual([]);
});

it('a token that was revoked: after the reinstall what waited arrives, also across a restart', async () => {
  const it = await story();
  const { slack, eva } = it;
  await newDeal(it);
  await newDeal(it);
  await shares(it, 'first');
  await it.settles();
  slack.weather.revokeToken();
  await shares(it, 'second', 2);
  await it.settles();
  expect(await dispatcherStatus(it.server.crm.ctx)).toMatchObject({
    refused: { code: 'token_revoked' },
    backlog: 1,
  });
  slack.weather.reinstall();
  await it.restarts();
  await it.settles();
  expect(await dispatcherStatus(it.server.crm.ctx)).toMatchObject({ refused: null, backlog: 0 });
  expect(eva.sees('#obchod')).toHaveLength(2);
});
