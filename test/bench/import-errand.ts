/** What the sandbox's process does for the import: brings a list, says yes, takes it back, and clicks around meanwhile. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { monotonic, sleep } from '../../src/lib/time.ts';
import type { Sandbox } from '../../src/sandbox/protocol.ts';
import { samplesOf } from './samples.ts';
import { slackIdOf } from './seed.ts';

export interface ImportPlan {
  file: string;
}

export interface ImportTimes {
  /** from the file to the dry run's answer, from yes to the end, and from undo to its end; milliseconds */
  triedMs: number;
  doneMs: number;
  undoneMs: number;
  /** how long commands waited for their ack meanwhile */
  acks: number[];
  said: string;
}

export async function bringList(slack: Sandbox, { file }: ImportPlan): Promise<ImportTimes> {
  const person = slack.as(slackIdOf(1));
  const colleague = slack.as(slackIdOf(2));
  const name = path.basename(file);
  const message = await person.message('#obchod', 'Seznam', {
    files: [{ name, content: readFileSync(file) }],
  });
  let isOver = false;
  const lost: number[] = [];
  const from = slack.requests.length;
  const clicking = (async () => {
    while (!isOver) {
      // Nobody answered within three seconds: the worst there is.
      await colleague.command('/deal', '', { channel: '#obchod' }).catch(() => lost.push(3000));
      await sleep(300);
    }
  })();
  const card = () => person.inbox().findLast((one) => person.reads(one).includes(name));
  const says = async (button: RegExp, from: number) => {
    while (!card() || !person.buttons(card() as never).some((label) => button.test(label))) {
      if (monotonic() - from > 1_800_000)
        throw new Error(`it still says: ${card() && person.reads(card() as never)}`);
      await sleep(100);
    }
    return monotonic() - from;
  };
  await person.messageShortcut('imports.bring', message);
  const triedMs = await says(/^Importovat$/, monotonic());
  await person.click(card() as never, 'Importovat');
  const doneMs = await says(/^Vrátit import$/, monotonic());
  const said = person.reads(card() as never);
  await person.click(card() as never, 'Vrátit import');
  const undoing = monotonic();
  while (!/vráceno zpět/.test(person.reads(card() as never))) {
    if (monotonic() - undoing > 1_800_000) throw new Error(`it still says: ${person.reads(card() as never)}`);
    await sleep(100);
  }
  const undoneMs = monotonic() - undoing;
  isOver = true;
  await clicking;
  const acks = samplesOf(slack.requests.slice(from), slack.calls)['ack command'] ?? [];
  return { triedMs, doneMs, undoneMs, acks: [...acks, ...lost], said };
}
