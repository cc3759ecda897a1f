/** What an import makes and changes, written down so that it can be taken back. */
import { takeWhole, withAfter } from '../../db/whole-records.ts';
import { listEvents, personActedSince } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { ImportId, RecordKind, Step } from './model.ts';
import { findRecord, insertRecord, noteBefore, noteEvent } from './record-store.ts';
import { tableOf } from './record-tables.ts';

export interface Track {
  /** @param register `due`: a register is to be asked about it */
  created(kind: RecordKind, id: number, register?: 'due' | null): Promise<void>;
  /** Keeps what was there before. @param work whether it changed anything */
  updating(kind: RecordKind, id: number, work: () => Promise<boolean>): Promise<Step['does']>;
  /** At the end of the row: what followed from it by itself is the import's too. */
  finish(): Promise<void>;
}

export function track(tx: Ctx, importId: ImportId, no: number): Track {
  const touched: { kind: RecordKind; id: number }[] = [];
  const record = { importId, no, eventId: 0 };
  return {
    async created(kind, id, register = null) {
      await insertRecord(tx, { ...record, kind, recordId: id, did: 'created', before: null, register });
      touched.push({ kind, id });
    },
    async updating(kind, id, work) {
      const known = await findRecord(tx, importId, kind, id);
      const before = known ? null : await takeWhole(tx, tableOf[kind], id);
      // Between two rows a colleague had it: from now on it is theirs.
      const isTheirs = known && (await personActedSince(tx, { kind, id }, known.eventId, actorId(tx)));
      if (!(await work())) return 'same';
      if (!known)
        await insertRecord(tx, { ...record, kind, recordId: id, did: 'updated', before, register: null });
      if (!isTheirs) touched.push({ kind, id });
      return known?.did === 'created' ? 'same' : 'updated';
    },
    async finish() {
      for (const subject of touched) {
        const [last] = await listEvents(tx, subject, 1);
        if (last) await noteEvent(tx, importId, subject, last.id);
        const { kind, id } = subject;
        const found = await findRecord(tx, importId, kind, id);
        if (found?.before)
          await noteBefore(tx, found.id, await withAfter(tx, tableOf[kind], id, found.before));
      }
    },
  };
}
