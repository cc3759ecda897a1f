import { listPeople } from '../../../access/people.ts';
import { isAdmin } from '../../../access/policy.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { Handlers } from '../../../slack/handlers.ts';
import { getEmailCard } from '../card.ts';
import { wholeWindow } from '../windows.ts';
import type { NeverLogged, NeverLogKind } from './never-log.ts';
import {
  companiesBehind,
  logAgain,
  mayRemove,
  readNeverLog,
  stopAgain,
  stopLogging,
} from './never-log-service.ts';
import {
  listLimit,
  loggedAgainMessage,
  type NeverLogList,
  neverLogList,
  neverLogModal,
  stopModal,
  stoppedMessage,
} from './never-log-views.ts';
import { setPrivacy } from './privacy-service.ts';
import { readPrivacy } from './privacy-views.ts';
import {
  addNeverLog,
  choosePrivacy,
  neverLogForm,
  neverLogPage,
  neverLogWindow,
  openNeverLog,
  removeNeverLog,
  restoreNeverLog,
  stopAddress,
  stopForm,
  undoStop,
} from './rule-buttons.ts';

export function registerMailRuleHandlers(on: Handlers): void {
  on.choice(choosePrivacy, async (request) => {
    const chosen = readPrivacy(request.value);
    if (!chosen) return;
    await setPrivacy(request.ctx, chosen.id, chosen.level);
    await request.update(wholeWindow(await getEmailCard(request.ctx, chosen.id), request.reader));
  });

  on.action(openNeverLog, (request) =>
    request.open(async () => neverLogList(await readList(request.ctx, 0), request.reader)),
  );
  on.action(neverLogPage, async (request) =>
    request.update(neverLogList(await readList(request.ctx, request.value), request.reader)),
  );
  on.action(removeNeverLog, async (request) => {
    const removed = await logAgain(request.ctx, request.value);
    const { offset } = neverLogWindow.read(request.view?.private_metadata ?? '');
    await request.update(neverLogList(await readList(request.ctx, offset, removed), request.reader));
  });
  on.action(restoreNeverLog, async (request) => {
    await stopAgain(request.ctx, request.value);
    await request.update(neverLogList(await readList(request.ctx, 0), request.reader));
  });
  on.action(addNeverLog, async (request) =>
    request.update(neverLogModal(isAdmin(request.ctx), request.reader)),
  );
  on.submit(neverLogForm, async ({ ctx, form, reader }) => {
    await stopLogging(ctx, {
      kind: form.choice('kind') as NeverLogKind,
      pattern: form.text('pattern') ?? '',
      whose: form.choice('whose') === 'everybody' ? 'everybody' : 'mine',
    });
    return { update: neverLogList(await readList(ctx, 0), reader) };
  });

  on.action(stopAddress, (request) =>
    request.open(() => stopModal(request.value.address, isAdmin(request.ctx), request.reader)),
  );
  on.submit(stopForm, async ({ ctx, form, meta, reader, say }) => {
    const whose = form.choice('whose') === 'everybody' ? 'everybody' : 'mine';
    const entry = await stopLogging(ctx, { kind: 'address', pattern: meta.address, whose });
    await say(stoppedMessage(entry, reader));
    return undefined;
  });
  on.action(undoStop, async (request) =>
    request.replace(loggedAgainMessage(await logAgain(request.ctx, request.value), request.reader)),
  );
}

async function readList(ctx: Ctx, offset: number, removed: NeverLogged | null = null): Promise<NeverLogList> {
  const { entries, total } = await readNeverLog(ctx, { limit: listLimit, offset });
  // The last one of the last page was removed.
  if (entries.length === 0 && offset > 0) return readList(ctx, Math.max(0, offset - listLimit), removed);
  const people = await listPeople(
    ctx.db,
    entries.flatMap(({ createdBy }) => createdBy ?? []),
  );
  const behind = new Map<NeverLogged, string[]>();
  for (const entry of entries) behind.set(entry, await companiesBehind(ctx, entry));
  return {
    entries: entries.map((entry) => ({
      entry,
      behind: behind.get(entry),
      addedBy: people.find(({ id }) => id === entry.createdBy)?.name ?? null,
      mayRemove: mayRemove(ctx, entry),
    })),
    offset,
    total,
    removed,
  };
}
