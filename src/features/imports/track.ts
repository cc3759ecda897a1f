/** What an import makes and changes, written down so that it can be taken back. */
import { takeWhole } from '../../db/whole-records.ts';
import { listEvents } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ImportId, RecordKind, Step } from './model.ts';
import { findRecord, insertRecord, noteEvent } from './record-store.ts';
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
      if (!(await work())) return 'same';
      if (!known)
        await insertRecord(tx, { ...record, kind, recordId: id, did: 'updated', before, register: null });
      touched.push({ kind, id });
      return known?.did === 'created' ? 'same' : 'updated';
    },
    async finish() {
      for (const subject of touched) {
        const [last] = await listEvents(tx, subject, 1);
        if (last) await noteEvent(tx, importId, subject, last.id);
      }
    },
  };
}
