import { WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import { asPerson } from '../../../src/access/people.ts';
import { transaction } from '../../../src/db/transaction.ts';
import {
  addKind,
  changeKind,
  type KindInput,
  removeKind,
} from '../../../src/features/activities/kind-service.ts';
import { listKinds } from '../../../src/features/activities/service.ts';
import { appoint, chooseSettings, chooseSuccessor } from '../../../src/features/admin/service.ts';
import { weighStages } from '../../../src/features/deals/stage-service.ts';
import { readHome } from '../../../src/features/home/service.ts';
import { enterRate, readRates } from '../../../src/features/rates/service.ts';
import type { Digest, DigestFields } from '../../../src/features/reports/model.ts';
import { readDigestContent } from '../../../src/features/reports/reading.ts';
import { previewDigest, removeDigest, setDigest } from '../../../src/features/reports/service.ts';
import { assertMaySet } from '../../../src/features/reports/who-sets.ts';
import type { EffectId } from '../../../src/lib/ids.ts';
import { addHours, type PlainDate } from '../../../src/lib/time.ts';
import { dismissDeadLetters, listDeadLetters, replayDeadLetter } from '../../../src/outbox/dead-letters.ts';
import { enqueue } from '../../../src/outbox/store.ts';
import { startSandbox } from '../../../src/sandbox/server.ts';
import { bridge, type Cell, plain, shows, type Use } from '../office.ts';

const sales = 'C0OBCHOD001';
const management = 'C0VEDENI001';

const fields: DigestFields = {
  channel: sales,
  days: [1],
  clock: '08:00',
  zone: 'Europe/Prague',
  daysOff: 'CZ',
  language: 'cs',
  contents: ['deadlines', 'steps', 'moved', 'results', 'pipeline'],
  silentWhenEmpty: false,
};

/** Everybody is in #obchod, nobody in #vedeni. */
async function slack({ people, time }: Cell): Promise<WebClient> {
  const users = Object.values(people).map(({ slackId, name }) => ({
    id: slackId,
    name: slackId.toLowerCase(),
    real_name: name,
  }));
  const sandbox = await startSandbox({
    clock: { now: () => time.now(), advance: time.advance, set: () => undefined },
    story: {
      users,
      channels: [
        { id: sales, name: 'obchod', members: [...users.map(({ id }) => id), 'app'] },
        { id: management, name: 'vedeni', members: ['app'] },
      ],
    },
  });
  onTestFinished(() => sandbox.stop());
  return new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl });
}

const named = (name: string): KindInput => ({ names: { cs: name }, emoji: '🏗️', directed: false });

/** The admin has added one. */
const withKind =
  (attempt: (ctx: Cell['ctx'], key: string, name: string) => Promise<unknown>): Use =>
  async ({ ctx, system, people, me }) => {
    const name = `Prohlídka stavby, ${me.name}`;
    await addKind(asPerson(system, people.admin), named(name));
    const key = (await listKinds(system)).at(-1)?.key as string;
    return async () => attempt(ctx, key, name);
  };

const setIn =
  (channel: string): Use =>
  async (cell) => {
    const client = await slack(cell);
    return async () => {
      const { ctx, me } = cell;
      await assertMaySet(ctx, client, me.slackId, channel);
      const digest = await setDigest(ctx, { ...fields, channel }, null);
      await assertMaySet(ctx, client, me.slackId, channel);
      await removeDigest(ctx, digest.id);
    };
  };

async function undelivered({ system, deal }: Cell): Promise<EffectId> {
  return transaction(system, async (tx) => {
    const dedupeKey = `lost:${deal.id}`;
    const payload = { dealId: deal.id, channel: sales };
    await enqueue(tx, { kind: 'deal.cardPost', payload, dedupeKey, lane: dedupeKey, priority: 'answer' });
    const dead = { dead_at: tx.time.now(), last_error: 'is_archived' };
    await tx.db('outbox').where({ dedupe_key: dedupeKey }).update(dead);
    return (await tx.db('outbox').where({ dedupe_key: dedupeKey }).first('id'))?.id as EffectId;
  });
}

export const officeUses: Record<string, Use> = {
  'set a digest in a channel one is in': setIn(sales),
  'set a digest in another channel': setIn(management),
  'see what a digest would say': async ({ ctx, me, system, deal }) => {
    const channel = `C0DIGEST${deal.id}`;
    const { id } = await setDigest(system, { ...fields, channel }, null);
    return () => previewDigest(ctx, id, me.id, `once:${deal.id}`);
  },
  'read of the deal in a digest': plain(({ ctx }) => {
    const period = { from: addHours(ctx.time.now(), -24), to: addHours(ctx.time.now(), 1) };
    return shows(readDigestContent(ctx, fields as Digest, period), bridge);
  }),
  'have it in the pipeline at Home': plain(async ({ ctx, me }) => {
    const { pipeline } = await readHome(ctx, me);
    return shows(Promise.resolve(pipeline), '"count":1');
  }),
  "choose one's own language": plain(({ ctx }) => chooseSettings(ctx, { language: 'sk' })),
  'read the exchange rates': plain(({ ctx }) => readRates(ctx)),
  'enter an exchange rate': plain(async ({ ctx }) =>
    enterRate(ctx, { currency: 'EUR', rate: '25,145', validOn: '2027-03-05' as PlainDate }),
  ),
  'weigh the stages': plain(async ({ ctx }) => weighStages(ctx, { rfp: 45 })),
  'add a kind of activities': plain(async ({ ctx }) => addKind(ctx, named('Prohlídka stavby'))),
  'rename a kind of activities': withKind((ctx, key, name) => changeKind(ctx, key, named(`${name} 2`))),
  'remove a kind of activities': withKind(removeKind),
  'appoint admins and sales leads': plain(async ({ ctx, people }) =>
    appoint(ctx, { admins: [people.admin.slackId], salesLeads: [people.lead.slackId] }),
  ),
  'say who takes over from who left': plain(({ ctx, people }) =>
    chooseSuccessor(ctx, people.left.id, people.member.slackId),
  ),
  'see what could not be delivered': plain(({ ctx }) => listDeadLetters(ctx)),
  'send it again': async (cell) => {
    const id = await undelivered(cell);
    return async () => replayDeadLetter(cell.ctx, id);
  },
  'let it be': async (cell) => {
    const id = await undelivered(cell);
    return async () => dismissDeadLetters(cell.ctx, [id]);
  },
};
