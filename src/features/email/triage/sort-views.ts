import { button } from '../../../slack/ids.ts';

/** Shows what waits for the one who clicks. */
export const sortMails = button<null>('email.sort');
