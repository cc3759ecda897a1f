import { findPerson } from '../../../access/people.ts';
import type { Reader } from '../../../i18n/reader.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { Handlers } from '../../../slack/handlers.ts';
import { mailsPage } from '../buttons.ts';
import { readMailPage } from '../command.ts';
import { heapMessage, heapName, heapPage, heapsPage, showHeap, sortHeap } from './heap-views.ts';
import type { Whose } from './heaps.ts';
import { listSenders } from './several.ts';
import { severalModal } from './several-windows.ts';
import { sortMails } from './sort-views.ts';
import { readWaiting } from './triage.ts';

export function registerSortHandlers(on: Handlers): void {
  on.action(sortMails, async ({ ctx, person, reader, say }) =>
    say(await readMailPage(ctx, person.id, 0, reader)),
  );
  on.action(mailsPage, async ({ ctx, person, value, reader, replace }) =>
    replace(await readMailPage(ctx, person.id, value, reader)),
  );
  on.action(heapsPage, async ({ ctx, person, value, reader, replace }) =>
    replace(await readMailPage(ctx, person.id, value.offset, reader, value.heaps)),
  );
  on.action(showHeap, async ({ ctx, value, reader, say }) => say(await readHeap(ctx, value, 0, reader)));
  on.action(heapPage, async ({ ctx, value, reader, replace }) =>
    replace(await readHeap(ctx, value.whose, value.offset, reader)),
  );
  on.action(sortHeap, ({ ctx, value, reader, open }) =>
    open(async () => {
      const name = heapName(await nameOf(ctx, value), reader);
      return severalModal(await listSenders(ctx, value), reader, { whose: value, name });
    }),
  );
}

const readHeap = async (ctx: Ctx, whose: Whose, offset: number, reader: Reader) =>
  heapMessage(whose, await nameOf(ctx, whose), await readWaiting(ctx, whose, offset), reader);

const nameOf = async (ctx: Ctx, whose: Whose): Promise<string | null> =>
  whose === 'nobody' ? null : ((await findPerson(ctx.db, whose))?.name ?? '?');
