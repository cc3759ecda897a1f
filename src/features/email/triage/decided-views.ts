/** A mail's card once it is decided: where it is, and the way back. */
import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import { actions, esc, lineOf, type Message, section } from '../../../slack/blocks.ts';
import { whoSeesMenu } from '../../audience/buttons.ts';
import { openDeal } from '../../deals/buttons.ts';
import { dealNumber } from '../../deals/model.ts';
import { openLead } from '../../leads/buttons.ts';
import { leadName } from '../../leads/model.ts';
import { moveMail, showWhole, showWhy, undoDecided } from '../buttons.ts';
import type { EmailCard } from '../card.ts';
import { reasonText, subjectOf } from '../mail-lines.ts';

const undo = ({ decision, email }: EmailCard, { t }: Reader) =>
  decision ? [undoDecided.make(t.common.undo, { decision: decision.id, email: email.id })] : [];

/** By whom, for somebody else. */
const byOther = ({ decider }: EmailCard, { t }: Reader): string | false =>
  !!decider && !decider.isReader && t.email.by(cut(decider.name, 80));

export function ignoredCard(card: EmailCard, reader: Reader): Message {
  const { t } = reader;
  const count = card.decision?.mails ?? 1;
  const what = count > 1 ? t.filing.ignoredAll(count) : t.email.ignored(subjectOf(card, reader));
  const text = lineOf(' · ', what, byOther(card, reader));
  return {
    text,
    blocks: [
      section(
        lineOf('\n', esc(text), card.email.reason && esc(reasonText(card.email.reason, reader))),
        undo(card, reader)[0],
      ),
    ],
  };
}

export function filedCard(card: EmailCard, reader: Reader): Message {
  const { t } = reader;
  const { email } = card;
  const text = lineOf(' · ', filedText(card, reader), byOther(card, reader));
  return {
    text,
    blocks: [
      section(esc(text)),
      actions([
        ...(card.deal
          ? [openDeal.make(t.common.open, card.deal.id)]
          : card.lead
            ? [openLead.make(t.common.open, card.lead.id)]
            : []),
        showWhole.make(t.email.whole, email.id),
        showWhy.make(t.email.why, email.id),
        moveMail.make(t.filing.move, email.id),
        ...undo(card, reader),
        whoSeesMenu.make([{ text: t.common.whoSees, value: { kind: 'email', id: email.id } }]),
      ]),
    ],
  };
}

function filedText(card: EmailCard, reader: Reader): string {
  const { t } = reader;
  const count = card.decision?.mails ?? 1;
  const subject = subjectOf(card, reader);
  const deal = card.deal && `${dealNumber(card.deal.id)} · ${cut(card.deal.name, 120)}`;
  if (deal) return count > 1 ? t.filing.loggedAll(count, deal) : t.email.logged(subject, deal);
  if (card.lead) return t.filing.loggedToLead(subject, cut(leadName(card.lead), 150));
  if (card.contact) return t.email.loggedToContact(subject, card.contact.name);
  return card.company
    ? t.filing.loggedAt(subject, card.company.name)
    : t.email.loggedToContact(subject, card.email.counterpart ?? '?');
}

/** In a thread that told of it before it moved. The channel learns only what everybody may. */
export function goneCard({ email, deal }: EmailCard, reader: Reader): Message {
  const { t } = reader;
  const isOpenToAll = email.status === 'logged' && deal !== null && !deal.restricted;
  const text = isOpenToAll
    ? t.filing.gone(subjectOf({ email }, reader), `${dealNumber(deal.id)} · ${cut(deal.name, 120)}`)
    : t.filing.goneElsewhere;
  return {
    text,
    blocks: [
      section(
        esc(text),
        isOpenToAll ? openDeal.make(t.common.open, deal.id, { suffix: email.id }) : undefined,
      ),
    ],
  };
}
