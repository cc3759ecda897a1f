import type { Reader } from '../../../i18n/reader.ts';
import { actions, type Blocks, context, divider, esc, section } from '../../../slack/blocks.ts';
import { option, selectField } from '../../../slack/forms.ts';
import type { EmailCard } from '../card.ts';
import { type EmailId, type Privacy, privacyLevels } from '../model.ts';
import { choosePrivacy, stopAddress } from './rule-buttons.ts';

type Seen = Pick<EmailCard, 'email' | 'isMine' | 'holders'>;

/** In place of what a reader does not see, or beside one's own mail that others do not see. */
export function privacyMark({ email, isMine, holders }: Seen, { t }: Reader): string | null {
  if (email.privacy === 'full') return null;
  if (isMine) return t.mailRules.privacy.narrow(email.privacy);
  return esc(t.mailRules.privacy.closed(email.privacy, holders.join(', ') || t.mailRules.privacy.nobody));
}

/** Under a whole mail: what others see of it, for those whose mail it is, and how to stop logging its sender. */
export function rulesBlocks(card: Seen, reader: Reader): Blocks {
  const { t } = reader;
  const { email, isMine } = card;
  const mark = isMine ? null : privacyMark(card, reader);
  const controls = [
    ...(isMine ? [levels(email, reader)] : []),
    ...(email.counterpart
      ? [stopAddress.make(t.mailRules.neverLog.stop, { address: email.counterpart })]
      : []),
  ];
  return [
    ...(mark ? [context(mark)] : []),
    ...(isMine ? [divider(), section(t.mailRules.privacy.mine)] : []),
    ...(controls.length > 0 ? [actions(controls, 'rules')] : []),
  ];
}

const levels = ({ id, privacy }: { id: EmailId; privacy: Privacy }, { t }: Reader) => ({
  ...(selectField(
    privacyLevels.map((level) => option(t.mailRules.privacy.levels[level], `${id}:${level}`)),
    `${id}:${privacy}`,
  ) as { type: 'static_select' }),
  action_id: choosePrivacy.id,
});

/** What was chosen; null when the text is no choice */
export function readPrivacy(value: string | null): { id: EmailId; level: Privacy } | null {
  const [, id, level] = /^(\d{1,15}):(\w+)$/.exec(value ?? '') ?? [];
  const known = privacyLevels.find((one) => one === level);
  return id && known ? { id: Number(id) as EmailId, level: known } : null;
}
