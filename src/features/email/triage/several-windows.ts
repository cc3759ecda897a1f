/** The window that puts away several waiting mails at once. */
import type { ModalView } from '@slack/types';
import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import { actions, bold, esc, lineOf, section } from '../../../slack/blocks.ts';
import { checkField, input, modalView, option, selectField, typeAheadField } from '../../../slack/forms.ts';
import { button, modal } from '../../../slack/ids.ts';
import type { Target } from '../../activities/target.ts';
import type { DecisionId, EmailId } from '../model.ts';
import { placeField } from './filing-windows.ts';
import type { Whose } from './heaps.ts';
import type { Senders, SeveralDone, SeveralWhat } from './several.ts';
import { groupLimit } from './waiting-store.ts';

/** a colleague's; null: one's own */
export const severalForm = modal<{ whose: Whose } | null>('email.severalForm');

/** The same with the next of them; what was put away until now is taken back together. */
export interface SeveralMore {
  patterns: string[];
  what: SeveralWhat;
  place: Target | null;
  /** a colleague's */
  whose?: Whose;
  done: DecisionId[];
  /** how many mails those put away */
  mails: number;
}
export const goOnWithSeveral = button<SeveralMore>('email.severalMore');
export const undoAllSeveral = button<{ decisions: DecisionId[]; email: EmailId }>('email.severalUndo');

/** Slack takes so many characters in an option's value. */
const valueLimit = 75;

/** @param heap whose mails they are, when they are not the reader's */
export function severalModal(
  { groups, others }: Senders,
  reader: Reader,
  heap: { whose: Whose; name: string } | null = null,
): ModalView {
  const { t } = reader;
  const { bulk } = t.filing;
  const senders = groups
    .filter(({ pattern }) => pattern.length <= valueLimit)
    .map(({ pattern, mails, subjects }) => {
      const shown = subjects.map((subject) => subject || t.email.noSubject).join(' · ');
      const who = pattern.startsWith('@') ? bulk.everybodyAt(pattern.slice(1)) : pattern;
      return option(bulk.ofSender(cut(who, 60), mails), pattern, cut(shown, 75));
    });
  const frame = { id: severalForm, meta: heap && { whose: heap.whose }, title: bulk.title };
  if (senders.length === 0) {
    const nothing = heap ? esc(t.waitingMails.nothing(heap.name)) : bulk.nothing;
    return modalView({ ...frame, close: t.common.close, blocks: [section(nothing)] });
  }
  const whats = (['file', 'contacts', 'ignore', 'always'] as const).map((what) => option(bulk[what], what));
  const isMuch = groups.some(({ mails }) => mails > groupLimit);
  return modalView({
    ...frame,
    submit: bulk.sort,
    close: t.common.cancel,
    blocks: [
      ...(heap ? [section(bold(esc(t.waitingMails.of(heap.name))))] : []),
      input('from', bulk.from, checkField(senders), {
        hint: lineOf(
          ' ',
          heap ? t.waitingMails.fromHint : bulk.fromHint,
          isMuch && bulk.atOnce(groupLimit),
          others > 0 && bulk.others(others),
        ),
      }),
      input('what', bulk.what, selectField(whats, 'file')),
      input('place', t.filing.place, typeAheadField(placeField, null, { minLength: 1 }), {
        optional: true,
        hint: bulk.neededFor(bulk.file),
      }),
    ],
  });
}

/** @param placeName where they were put; null: they are ignored, or at their contacts */
export function severalDone(
  done: SeveralDone,
  more: SeveralMore,
  placeName: string | null,
  reader: Reader,
): ModalView {
  const { t } = reader;
  const { bulk } = t.filing;
  const text = placeName
    ? t.filing.loggedAll(more.mails, cut(placeName, 150))
    : more.what === 'contacts'
      ? bulk.atContacts(more.mails)
      : t.filing.ignoredAll(more.mails);
  const next = Math.min(done.left, groupLimit);
  return modalView({
    id: severalForm,
    meta: null,
    title: bulk.title,
    close: t.common.close,
    blocks: [
      section(
        esc(
          lineOf(
            '\n',
            text,
            done.left > 0 && bulk.left(done.left),
            done.stayed > 0 && bulk.stayed(done.stayed),
          ),
        ),
      ),
      actions([
        ...(next > 0 ? [goOnWithSeveral.make(bulk.goOn(next), more, { style: 'primary' })] : []),
        undoAllSeveral.make(t.common.undo, { decisions: more.done, email: done.first }),
      ]),
    ],
  });
}
