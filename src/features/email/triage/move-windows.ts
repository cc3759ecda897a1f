/** The window that moves a mail, and what it says when it is done. */
import type { ModalView } from '@slack/types';
import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import { actions, bold, context, esc, section } from '../../../slack/blocks.ts';
import { input, modalView, option, selectField, typeAheadField } from '../../../slack/forms.ts';
import { modal, typeAhead } from '../../../slack/ids.ts';
import { openDeal } from '../../deals/buttons.ts';
import { type Deal, dealNumber } from '../../deals/model.ts';
import { moveTo, undoDecided } from '../buttons.ts';
import type { EmailCard } from '../card.ts';
import { subjectOf } from '../mail-lines.ts';
import type { DecisionId, EmailId } from '../model.ts';

export const moveForm = modal<{ email: EmailId }>('email.moveForm');
export const dealField = typeAhead('email.deal');

const nameOfDeal = ({ id, name }: Deal): string => `${dealNumber(id)} · ${cut(name, 120)}`;

/** The deals that came into question are one click away, the others are typed. @param mates others of its conversation */
export function moveModal(card: EmailCard, mates: number, reader: Reader): ModalView {
  const { t } = reader;
  const { email } = card;
  const guesses = card.guesses.filter(({ id }) => id !== email.dealId);
  const ways = [option(t.filing.withThread(mates), 'thread'), option(t.filing.one, 'one')];
  return modalView({
    id: moveForm,
    meta: { email: email.id },
    title: t.filing.moveTitle,
    submit: t.filing.move,
    close: t.common.cancel,
    blocks: [
      section(bold(esc(subjectOf(card, reader)))),
      ...(mates > 0 ? [input('way', t.filing.moveWay, selectField(ways, 'thread'))] : []),
      ...(guesses.length > 0
        ? [
            actions(
              guesses.map((deal) =>
                moveTo.make(
                  cut(t.filing.moveHere(nameOfDeal(deal)), 75),
                  { email: email.id, deal: deal.id },
                  { suffix: deal.id },
                ),
              ),
            ),
          ]
        : []),
      input('deal', t.filing.moveOther, typeAheadField(dealField, null, { minLength: 1 }), {
        hint: t.filing.moveOtherHint,
        optional: guesses.length > 0,
      }),
    ],
  });
}

export function movedWindow(
  id: EmailId,
  moved: { decision: DecisionId; mails: number },
  deal: Deal,
  reader: Reader,
): ModalView {
  const { t } = reader;
  return modalView({
    id: moveForm,
    meta: { email: id },
    title: t.filing.moveTitle,
    close: t.common.close,
    blocks: [
      section(esc(t.filing.moved(moved.mails, nameOfDeal(deal)))),
      context(t.filing.movedLearns),
      actions([
        openDeal.make(t.common.open, deal.id),
        undoDecided.make(t.common.undo, { decision: moved.decision, email: id }),
      ]),
    ],
  });
}

export const undoneWindow = (id: EmailId, reader: Reader): ModalView =>
  modalView({
    id: moveForm,
    meta: { email: id },
    title: reader.t.filing.moveTitle,
    close: reader.t.common.close,
    blocks: [section(reader.t.filing.undone)],
  });
