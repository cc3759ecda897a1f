import type { Reader } from '../../../i18n/reader.ts';
import { actions, bold, context, esc, lineOf, type Message, section } from '../../../slack/blocks.ts';
import { button } from '../../../slack/ids.ts';
import type { SwitchCard } from './switch-card.ts';

/** Carries the mailbox's name. */
export const switchOn = button<string>('email.switchOn');
export const switchOff = button<string>('email.switchOff');
export const openSwitch = button<string>('email.switch');

/** What is read of a person's own mailbox and who sees it: the question, or how it is now. */
export function switchCard(card: SwitchCard, reader: Reader): Message {
  const { t } = reader;
  const words = t.mailboxes.consent;
  const { mailbox, others } = card;
  const state = card.switch;
  const title =
    state?.isOn && state.changedAt
      ? words.isOn(mailbox.name, reader.instant(state.changedAt))
      : state?.changedAt
        ? words.isOff(mailbox.name)
        : words.title(mailbox.name);
  const facts = [
    words.logged[mailbox.mode],
    words.rest,
    words.sees[mailbox.privacy],
    words.change,
    others.length > 0 ? words.others(esc(others.map(({ name }) => name).join(', '))) : words.alone,
    state?.isOn ? null : startOf(card, reader),
    words.yours,
  ].filter((fact): fact is string => fact !== null);
  return {
    text: title,
    blocks: [
      section(lineOf('\n', bold(esc(title)), ...facts.map((fact) => `• ${fact}`))),
      ...(state?.changedAt ? [context(esc(words.keptAfterOff))] : []),
      actions([
        state?.isOn
          ? switchOff.make(words.off, mailbox.name)
          : switchOn.make(words.on, mailbox.name, { style: 'primary' }),
      ]),
    ],
  };
}

/** Switched on again, it begins with what comes then. */
function startOf({ mailbox, switch: state }: SwitchCard, { t, date }: Reader): string {
  const { from, fromNow } = t.mailboxes.consent;
  return mailbox.since && !state?.readsFrom ? from(date(mailbox.since as never)) : fromNow;
}
