import { button } from '../../slack/ids.ts';
import type { MergeKind } from './model.ts';

export const startMerge = button<{ kind: MergeKind; id: number }>('merging.start');
/** by the merge's id */
export const undoMergeButton = button<number>('merging.undo');
