/** A card that was decided elsewhere while somebody had it before them: it says what became of the mail. */
import type { Reader } from '../../../i18n/reader.ts';
import type { Ctx } from '../../../lib/context.ts';
import { esc, type Message, section } from '../../../slack/blocks.ts';
import type { ActionRequest, Place, Request } from '../../../slack/requests.ts';
import type { OriginPart } from '../../deals/origin.ts';
import { type EmailCard, readEmailCard } from '../card.ts';
import type { EmailId } from '../model.ts';
import { emailCard } from '../views.ts';
import { originOf } from './begun.ts';

/** Does what was clicked while the mail waits; a window that would be refused is never opened. */
export async function whileWaiting(
  request: ActionRequest<unknown>,
  id: EmailId,
  work: () => Promise<void>,
): Promise<void> {
  const card = await readEmailCard(request.ctx, id);
  if (card?.email.status === 'triage') return work();
  await request.replace(nowCard(card, request.reader));
}

/** Where a card only answers a click, nothing else edits it. */
export const cardPlace = ({ place, message }: ActionRequest<unknown>): Place =>
  message?.isPosted ? {} : place;

/** After a window was saved, in the place of the card from which it was opened. */
export async function showSettled(request: Request, place: Place | undefined, id: EmailId): Promise<void> {
  if (place?.url) await request.bringUpToDate(place, { message: await readNow(request, id) });
}

const readNow = async ({ ctx, reader }: Request, id: EmailId): Promise<Message> =>
  nowCard(await readEmailCard(ctx, id), reader);

function nowCard(card: EmailCard | null, reader: Reader): Message {
  if (card) return emailCard(card, reader);
  const text = reader.t.filing.goneElsewhere;
  return { text, blocks: [section(esc(text))] };
}

/** New deals and leads are begun from cards of mails. */
export const mailsBegin: OriginPart = {
  async card(ctx: Ctx, { emailId }, begun) {
    if (typeof emailId !== 'number') return null;
    const card = await readEmailCard(ctx, emailId as EmailId);
    return {
      origin: card ? originOf(card.email) : { emailId },
      isOpen: card !== null && maySettle(card, begun),
      message: (reader) => nowCard(card, reader),
    };
  },
};

/** One that went to its customer, who had no deal, may still become one. */
const maySettle = ({ email }: EmailCard, begun: 'deal' | 'lead'): boolean =>
  email.status === 'triage' || (begun === 'deal' && email.status === 'logged' && email.dealId === null);
