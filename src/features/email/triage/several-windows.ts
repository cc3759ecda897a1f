/** The window that puts away several waiting mails at once. */
import type { ModalView } from '@slack/types';
import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import { actions, esc, section } from '../../../slack/blocks.ts';
import { checkField, input, modalView, option, selectField, typeAheadField } from '../../../slack/forms.ts';
import { modal } from '../../../slack/ids.ts';
import { type Deal, dealNumber } from '../../deals/model.ts';
import { undoDecided } from '../buttons.ts';
import type { DecisionId, EmailId } from '../model.ts';
import { dealField } from './move-windows.ts';
import type { SenderGroup } from './several.ts';

export const severalForm = modal<null>('email.severalForm');

/** Slack takes so many characters in an option's value. */
const valueLimit = 75;

export function severalModal(groups: SenderGroup[], reader: Reader): ModalView {
  const { t } = reader;
  const { bulk } = t.filing;
  const senders = groups
    .filter(({ pattern }) => pattern.length <= valueLimit)
    .map(({ pattern, mails, subjects }) => {
      const shown = subjects.map((subject) => subject || t.email.noSubject).join(' · ');
      return option(bulk.ofSender(cut(pattern, 60), mails), pattern, cut(shown, 75));
    });
  const frame = { id: severalForm, meta: null, title: bulk.title };
  if (senders.length === 0)
    return modalView({ ...frame, close: t.common.close, blocks: [section(bulk.nothing)] });
  const whats = (['file', 'ignore', 'always'] as const).map((what) => option(bulk[what], what));
  return modalView({
    ...frame,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      input('from', bulk.from, checkField(senders), { hint: bulk.fromHint }),
      input('what', bulk.what, selectField(whats, 'file')),
      input('deal', bulk.deal, typeAheadField(dealField, null, { minLength: 1 }), { optional: true }),
    ],
  });
}

export function severalDone(
  done: { decision: DecisionId; mails: number; first: EmailId },
  deal: Deal | null,
  reader: Reader,
): ModalView {
  const { t } = reader;
  const text = deal
    ? t.filing.loggedAll(done.mails, `${dealNumber(deal.id)} · ${cut(deal.name, 120)}`)
    : t.filing.ignoredAll(done.mails);
  return modalView({
    id: severalForm,
    meta: null,
    title: t.filing.bulk.title,
    close: t.common.close,
    blocks: [
      section(esc(text)),
      actions([undoDecided.make(t.common.undo, { decision: done.decision, email: done.first })]),
    ],
  });
}
