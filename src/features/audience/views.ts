import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { bold, context, esc, section } from '../../slack/blocks.ts';
import { modalView } from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import { audienceLines } from '../deals/details-views.ts';
import { dealNumber } from '../deals/model.ts';
import type { EmailPrivacy, ThingAudience } from './card.ts';

const audienceWindow = modal<null>('audience.window');

/** In words: who sees it, why, and who may change it. */
export function thingAudienceModal(seen: ThingAudience, reader: Reader): ModalView {
  const { t } = reader;
  const { lines, note } = wordsOf(seen, reader);
  return modalView({
    id: audienceWindow,
    meta: null,
    title: t.deals.audience.title,
    close: t.common.close,
    blocks: [
      section(bold(esc(cut(seen.name || t.email.noSubject, 150)))),
      section(lines.join('\n')),
      context(note),
    ],
  });
}

function wordsOf(seen: ThingAudience, reader: Reader): { lines: string[]; note: string } {
  const words = reader.t.audience;
  switch (seen.kind) {
    case 'company':
      return { lines: [words.company, words.dealsThere], note: words.everyoneEdits };
    case 'contact':
      return { lines: [words.contact, words.dealsThere], note: words.everyoneEdits };
    case 'lead':
      return { lines: [words.lead], note: words.everyoneEdits };
    case 'emailInDeal': {
      const deal = esc(`${dealNumber(seen.deal.id)} · ${cut(seen.deal.name, 100)}`);
      const lines = [words.withDeal(deal), ...audienceLines(seen.audience, reader)];
      return { lines: [...lines, ...privacyLines(seen.privacy, reader)], note: words.movesWithIt };
    }
    case 'emailLogged':
      return { lines: [words.mail, ...privacyLines(seen.privacy, reader)], note: words.logEdits };
    case 'emailWaiting':
      return { lines: waitingLines(seen, reader), note: words.untilPlaced };
  }
}

const privacyLines = ({ level, holders }: EmailPrivacy, { t }: Reader): string[] =>
  level === 'full'
    ? []
    : [
        t.audience.privacy[level],
        ...(holders.length > 0 ? [t.audience.holders(esc(holders.slice(0, 20).join(', ')))] : []),
      ];

function waitingLines(
  { asked, colleague }: Extract<ThingAudience, { kind: 'emailWaiting' }>,
  { t }: Reader,
): string[] {
  const others = colleague && colleague.id !== asked?.id ? [t.audience.cameFrom(esc(colleague.name))] : [];
  return [t.audience.waiting, ...(asked ? [t.audience.asked(esc(asked.name))] : []), ...others];
}
