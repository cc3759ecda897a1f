/** Buttons and the window of exports, apart from their views, so that other slices' lists can carry them. */
import { button, choice, modal } from '../../slack/ids.ts';
import type { Wanted } from './model.ts';

/** Opens the form with what the list shows. */
export const openExport = button<Partial<Wanted>>('exports.open');
export const exportForm = modal<null>('exports.form');
/** deals have stages, leads have states: the form follows */
export const chooseWhat = choice('exports.what');
/** who may export; acts at once */
export const chooseWho = choice('exports.who');
