/** What the sandbox's process does beside the load: watches nudges arrive, hands in a large file. */
import { randomBytes } from 'node:crypto';
import type { Instant } from '../../src/lib/time.ts';
import { millis, monotonic, sleep, systemTime } from '../../src/lib/time.ts';
import type { Sandbox } from '../../src/sandbox/protocol.ts';
import { samplesOf } from './samples.ts';
import { peopleCount, slackIdOf } from './seed.ts';

export interface NudgeWatch {
  /** ISO instant when they are due */
  due: string;
  count: number;
}

/** Opens a form again and again, before and while the nudges go out. */
export async function watchNudges(
  slack: Sandbox,
  { due, count }: NudgeWatch,
): Promise<{
  outAfterMs: number;
  sent: number;
  refused: number;
  idle: number[];
  busy: number[];
  troubles: string[];
}> {
  const untilDue = () => millis(due as Instant) - millis(systemTime.now());
  const person = slack.as(slackIdOf(peopleCount));
  const nudges = () => slack.calls.filter((call) => call.method === 'chat.postMessage' && call.ok === true);
  const open = async () => {
    const from = monotonic();
    await person.command('/deal', 'new', { channel: '#obchod' });
    await person.modal();
    await person.close();
    // Slack itself allows a hundred a minute.
    await sleep(Math.max(0, 800 - (monotonic() - from)));
  };
  const measured = async (going: () => boolean) => {
    const [calls, requests] = [slack.calls.length, slack.requests.length];
    while (going()) await open();
    return samplesOf(slack.requests.slice(requests), slack.calls.slice(calls))['shown form'] ?? [];
  };
  await measured(() => untilDue() > 20_000);
  const idle = await measured(() => untilDue() > 0);
  const started = monotonic();
  const busy = await measured(() => nudges().length < count && monotonic() - started < 150_000);
  const outAfterMs = monotonic() - started;
  return {
    outAfterMs,
    sent: nudges().length,
    refused: slack.calls.filter((call) => call.status === 429).length,
    idle,
    busy,
    troubles: slack.troubles.map(({ of, code }) => `${of}: ${code}`),
  };
}

export interface FilePlan {
  megabytes: number;
  deal: number;
}

/** A message with a large file, kept with a deal by the message shortcut. */
export async function attachLargeFile(
  slack: Sandbox,
  { megabytes, deal }: FilePlan,
): Promise<{ ms: number }> {
  const person = slack.as(slackIdOf(1));
  const content = randomBytes(megabytes * 1024 * 1024);
  const message = await person.message('#obchod', 'Výkresy', { files: [{ name: 'vykresy.zip', content }] });
  await person.messageShortcut('documents.attach', message);
  const view = await person.modal();
  await person.fill({ 'documents.target': { query: `D-${deal}`, pick: new RegExp(`D-${deal}\\b`) } });
  const from = monotonic();
  const downloads = slack.calls.length;
  const { outcome, errors } = await person.submit();
  if (outcome === 'errors') throw new Error(`the file was refused: ${JSON.stringify(errors)}`);
  const saved = () =>
    slack.calls.slice(downloads).find((call) => /response_url|chat\.post|views\.update/.test(call.method));
  while (!saved() && monotonic() - from < 60_000) await sleep(50);
  if (!saved()) throw new Error(`nothing was said of the file (${view.callback_id})`);
  return { ms: monotonic() - from };
}
