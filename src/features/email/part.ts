/** What mail adds to other slices; app.ts lists these. */

import type { Reader } from '../../i18n/reader.ts';
import type { PersonId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { addMinutes } from '../../lib/time.ts';
import { bold, esc, section } from '../../slack/blocks.ts';
import type { ActivityPart } from '../activities/part.ts';
import type { LeavingPart } from '../admin/part.ts';
import type { HomePart } from '../home/part.ts';
import type { DigestPart } from '../reports/part.ts';
import { moveMail } from './buttons.ts';
import { type EmailCard, readEmailCard } from './card.ts';
import { findLines } from './find-lines.ts';
import { lettersOf } from './letters.ts';
import { mailLine } from './mail-line.ts';
import { meetingLines } from './meeting-lines.ts';
import { findMeetingOf } from './meetings-store.ts';
import type { EmailId } from './model.ts';
import { privacyMark } from './privacy/privacy-views.ts';
import { sortersNow } from './triage/instead.ts';
import { sortMails } from './triage/sort-views.ts';
import { sorterOf } from './triage/sorter-store.ts';
import { countLeft, countTriage, listTriageOf } from './triage/triage.ts';
import { openCard, showWhole, showWhy } from './views.ts';

/** An entry that came by mail opens the whole mail and says why it is there. */
export const emailOnActivity: ActivityPart = {
  buttons: async (_ctx, { source }) => {
    if (source.by !== 'email') return () => [];
    const id = source.emailId as EmailId;
    return ({ t }) => [
      showWhole.make(t.email.whole, id),
      showWhy.make(t.email.why, id),
      moveMail.make(t.filing.move, id),
    ];
  },
  letters: lettersOf,
  async lines(ctx, { id, source }) {
    const card = source.by === 'email' ? await readEmailCard(ctx, source.emailId as EmailId) : null;
    // Where a meeting takes place is for who may read its mail.
    const meeting =
      card && (card.email.privacy === 'full' || card.isMine) ? await findMeetingOf(ctx, id) : null;
    return (reader) => [
      ...(meeting ? meetingLines(meeting, reader) : []),
      ...(card ? findLines(card, reader, meeting !== null) : []),
      ...(card ? ownLines(card, reader) : []),
    ];
  },
};

/** What of one's own mail others do not see, and that they do not. */
function ownLines(card: EmailCard, reader: Reader): string[] {
  const { email, isMine, text } = card;
  const mark = privacyMark(card, reader);
  if (!mark) return [];
  const own = isMine ? [email.privacy === 'happened' && email.subject, text?.text] : [];
  const said = own.filter((one) => typeof one === 'string' && one.trim() !== '') as string[];
  return [...said.map((one) => esc(cut(one, 1000))), mark];
}

const shownAtHome = 5;
/** What waits longer is counted here and in the digest, and listed in `/crm mail`. */
const staleDays = 7;

/** Mails that wait for the one whose Home it is. */
export const emailOnHome: HomePart = {
  place: 'today',
  async read(ctx, personId) {
    const { mine } = await countTriage(ctx, personId);
    if (mine === 0) return null;
    const all = await listTriageOf(ctx, personId, shownAtHome);
    const mails = all.filter(({ serverAt }) => serverAt > addMinutes(ctx.time.now(), -staleDays * 24 * 60));
    return (reader) => [
      section(`✉️ ${bold(esc(reader.t.email.waiting(mine)))}`, sortMails.make(reader.t.email.sort, null)),
      ...mails.map((mail) =>
        section(mailLine(mail, reader), openCard.make(reader.t.common.open, mail.id, { suffix: mail.id })),
      ),
    ];
  },
  async touched(tx, event) {
    if (event.subject.kind !== 'email') return [];
    const id = event.subject.id as EmailId;
    const asked = await sorterOf.one(tx, id);
    const sorters = asked === null ? [] : await sortersNow(tx, id, asked);
    return sorters.map((sorter) => sorter.id);
  },
};

/** Mails that waited for a colleague who left. */
export const emailLeftBehind: LeavingPart = {
  async waiting(ctx, left) {
    const count = await countLeft(ctx, left);
    if (count === 0) return null;
    return ({ t }) => ({ line: t.email.leftToSort(count), button: sortMails.make(t.email.sort, null) });
  },
};

/** What the morning's digest counts. */
export const emailInDigest: DigestPart = {
  waitingMails: async (ctx) => (await countTriage(ctx, 0 as PersonId)).all,
};
