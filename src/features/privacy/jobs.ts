import { continueErasures } from './erasing.ts';

/** Every minute: erasures that are not done yet. */
export const goOnErasing = continueErasures;
