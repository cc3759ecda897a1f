/** What is clicked to say what is logged of mail and what others see of it. */
import { button, choice, modal } from '../../../slack/ids.ts';
import type { NeverLogId } from './never-log.ts';

/** The list of what is never logged, from its first entry on. */
export const openNeverLog = button<null>('email.neverLog');
export const neverLogPage = button<number>('email.neverLogPage');
export const addNeverLog = button<null>('email.neverLogAdd');
export const removeNeverLog = button<NeverLogId>('email.neverLogRemove');
export const restoreNeverLog = button<NeverLogId>('email.neverLogRestore');
/** On a mail or a contact: no more mail of this address. */
export const stopAddress = button<{ address: string }>('email.stopAddress');
/** Takes back what was just put on the list; in a message. */
export const undoStop = button<NeverLogId>('email.undoStop');

export const neverLogWindow = modal<{ offset: number }>('email.neverLogList');
export const neverLogForm = modal<null>('email.neverLogForm');
export const stopForm = modal<{ address: string }>('email.stopForm');

/** What others see of one's own mail: `<mail>:<level>`. */
export const choosePrivacy = choice('email.privacy');
