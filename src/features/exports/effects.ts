/** The file that somebody asked for: made when it leaves, of what they may see by then. */
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Reader, readerOf } from '../../i18n/reader.ts';
import { dateIn } from '../../lib/time.ts';
import type { Delivery } from '../../outbox/effects.ts';
import { effectFor } from '../../outbox/recipients.ts';
import { section } from '../../slack/blocks.ts';
import { queueCopyRemoval } from '../documents/effects.ts';
import type { Wanted } from './model.ts';
import { maySendExport, noteExport } from './service.ts';
import { whatText } from './views.ts';
import { writeExport } from './writing.ts';

/** `vizitka-prilezitosti-2027-03-08.xlsx`: an erasure knows ours by it (privacy/redacting.ts) */
const fileName = ({ what, format }: Wanted, { t, now, zone }: Reader): string =>
  `vizitka-${t.exports.files[what]}-${dateIn(now, zone)}.${format}`;

export const exportFile = effectFor<{ wanted: Wanted }>(
  'exports.file',
  async (seen, { wanted, personId }, { effect: { uid } }): Promise<Delivery> => {
    if (!(await maySendExport(seen))) return { do: 'drop', reason: 'they may not export any more' };
    const reader = readerOf(seen);
    const what = whatText(wanted, reader);
    const file = path.join(tmpdir(), `vizitka-export-${uid}`);
    // Never one of an earlier attempt: somebody may have been erased since.
    await rm(file, { force: true });
    const rows = await writeExport(seen, wanted, file);
    if (rows === 0) {
      const text = reader.t.exports.nothing(what);
      return { do: 'post', to: { person: personId }, text, blocks: [section(text)] };
    }
    return {
      do: 'upload',
      to: { person: personId },
      name: fileName(wanted, reader),
      alt: what,
      size: (await stat(file)).size,
      content: async () => createReadStream(file),
      comment: reader.t.exports.comment(what, rows),
      sent: async (tx, copy) => {
        await rm(file, { force: true });
        await noteExport({ ...tx, actor: seen.actor }, wanted, rows);
        await queueCopyRemoval(tx, copy, personId);
      },
    };
  },
);
