/**
 * The whole server is killed at random moments while days go by in seconds and Slack misbehaves. Each planned nudge is told
 * in exactly one message, and the digest comes exactly once a day. node test/proof/kill-nudges.ts [seconds] [postgres] [blind]
 */
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eva, oliver, seedPeople, workspace, zuzana } from '../../fixtures/workspace.ts';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { setDigest } from '../../src/features/reports/service.ts';
import { watchDate } from '../../src/features/watching/service.ts';
import {
  addDays,
  addMinutes,
  at,
  dateIn,
  type Instant,
  monotonic,
  type PlainDate,
  sleep,
} from '../../src/lib/time.ts';
import { appOfManifest } from '../../src/sandbox/manifest.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { isMark, markOf } from '../../src/slack/lookup.ts';
import { worldOn } from '../support/world.ts';
import { isBlind } from './blindfold.ts';
import { amount, ground, victim, worsen } from './proving.ts';

const zone = 'Europe/Prague';
const channel = 'C0OBCHOD01';
const proof = await ground();
const { database } = proof;
const { system, time } = worldOn(database);
const clock = path.join(proof.folder, 'clock');
const setClock = (now: Instant) => {
  time.set(now);
  // Renamed into place: whoever reads it sees the whole of one instant.
  writeFileSync(`${clock}.new`, now);
  renameSync(`${clock}.new`, clock);
};
setClock(time.now());
const firstDay = dateIn(time.now(), zone);
const slack = await startSandbox({
  clock: { now: () => time.now(), advance: time.advance, set: (iso) => time.set(iso as Instant) },
  story: workspace,
  app: appOfManifest(),
});
await seedPeople(system);
const team = await Promise.all(
  [eva, zuzana, oliver].map(async (id) => (await findPersonBySlackId(database.reader, id)) as Person),
);
const planned = await plan();
const server = victim('serving.ts', {
  args: [clock],
  env: {
    DATABASE_URL: proof.url,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    ARES_URL: 'http://127.0.0.1:9/ares',
    RPO_URL: 'http://127.0.0.1:9/rpo',
    CRPDPH_URL: 'http://127.0.0.1:9/crpdph',
    ISIR_URL: 'http://127.0.0.1:9/isir',
    FILES_DIR: path.join(proof.folder, 'files'),
    MAILBOXES: '[]',
    PORT: '0',
    ...(isBlind ? { BLIND: 'yes' } : {}),
    LOG_LEVEL: process.env.PROOF_LOG ?? 'silent',
  },
  // The lease of a job whose process died is not waited for.
  between: () =>
    database.writer('job_runs').whereNull('done_at').update({ claimed_until: null, claim: null }),
});

try {
  const end = monotonic() + amount(60) * 1000;
  while (monotonic() < end || (await nudgesLeft()) > 0) {
    if (monotonic() > end + 240_000) break;
    const next = await nextStop();
    // A day ends when its digest is on its way, however often the server died meanwhile.
    if (dateIn(next, zone) !== dateIn(time.now(), zone)) await digestOf(dateIn(time.now(), zone));
    setClock(next);
    if (isBlind) slack.weather.dropAnswer('chat.postMessage', 1);
    else if (monotonic() < end) worsen(slack);
    await sleep(100 + Math.random() * 900);
    if (monotonic() < end && Math.random() < 0.4) await server.kill();
  }
  slack.weather.clear();
  await digestOf(dateIn(time.now(), zone));
  const patience = monotonic() + 60_000;
  while ((await effectsLeft()) > 0 && monotonic() < patience) await sleep(200);
  await report();
} finally {
  await server.end();
  await slack.stop();
  await proof.remove();
}

/** Forty deals, each watched by the whole team; a digest in #obchod every day at eight. @returns how many nudges that makes */
async function plan(): Promise<number> {
  const ctx = { ...asPerson(system, team[0] as Person) };
  await setDigest(
    ctx,
    {
      channel,
      days: [1, 2, 3, 4, 5, 6, 7],
      clock: '08:00',
      zone,
      daysOff: null,
      language: 'cs',
      contents: ['deadlines'],
      silentWhenEmpty: false,
    },
    null,
  );
  for (let n = 0; n < 40; n += 1) {
    const day = addDays(firstDay, 3 + (n % 12));
    const deal = await createDeal(ctx, { name: `Most ${n}`, bidDeadline: { local: at(day, '12:00'), zone } });
    const people = team.map((person) => person.id);
    await watchDate(ctx, { dealId: deal.id, kind: 'bid', people, days: [3, 2, 1, 0] });
  }
  return (await database.reader('nudges')).length;
}

/** Some hours on, or mostly the moment when the next nudge is due: what comes late shares a message. */
async function nextStop(): Promise<Instant> {
  const next = addMinutes(time.now(), 30 + Math.random() * 400);
  if (Math.random() < 0.2) return next;
  const nudges = database.reader('nudges').where('due_at', '>', time.now());
  const due = (await nudges.orderBy('due_at').first('due_at'))?.due_at as Instant | undefined;
  return due && due < next ? due : next;
}

async function digestOf(day: PlainDate): Promise<void> {
  const patience = monotonic() + 60_000;
  for (let kills = 0; monotonic() < patience; ) {
    const run = await database.reader('job_runs').where({ name: 'digest', bucket: day }).first();
    if (run?.done_at) return;
    // Before eight there is none to wait for.
    if (time.now() < addMinutes(`${day}T08:00:00.000Z` as Instant, 0))
      setClock(`${day}T08:00:00.000Z` as Instant);
    await sleep(300 + Math.random() * 1500);
    if (kills < 3 && Math.random() < 0.3) {
      await server.kill();
      kills += 1;
    }
  }
}

async function nudgesLeft(): Promise<number> {
  return (await database.reader('nudges').whereNull('sent_at')).length;
}

async function effectsLeft(): Promise<number> {
  return (await database.reader('outbox').whereNull('sent_at').whereNull('dropped_at').whereNull('dead_at'))
    .length;
}

async function report(): Promise<void> {
  const posted = [...slack.workspace.channels.keys()]
    .flatMap((id) => slack.workspace.messages(id))
    .flatMap((message) => (message.blocks ?? []).map((block) => block.block_id).filter(isMark));
  const effects = await database.reader('outbox');
  const marksOf = (kind: string) => {
    const marks = new Set(effects.filter((effect) => effect.kind === kind).map(({ uid }) => markOf(uid)));
    return posted.filter((mark) => marks.has(mark));
  };
  const nudges = await database.reader('nudges');
  const told = new Set(nudges.map((nudge) => `${nudge.channel} ${nudge.ts}`));
  const untold = nudges.filter((nudge) => nudge.sent_at === null).length;
  const nudgePosts = marksOf('watching.nudge');
  const digests = marksOf('reports.digest');
  const days = await database.reader('job_runs').where({ name: 'digest' }).pluck('bucket');
  const dead = effects.filter((effect) => effect.dead_at !== null).length;
  const twice = posted.filter((mark, n) => posted.indexOf(mark) !== n).length;
  console.log(
    `${planned} nudges in ${nudgePosts.length} messages (${told.size} remembered), ${days.length} days with ${digests.length} digests, ` +
      `${server.kills} kills: ${untold} untold, ${twice} twice, ${dead} dead, ${await effectsLeft()} left`,
  );
  const isFine =
    nudges.length === planned &&
    untold === 0 &&
    twice === 0 &&
    dead === 0 &&
    nudgePosts.length === told.size &&
    digests.length === days.length &&
    new Set(days).size === days.length;
  if (isBlind ? twice === 0 : !isFine) process.exitCode = 1;
}
