import { findPersonBySlackId, isActiveMember } from '../../../access/people.ts';
import { CrmError, FieldErrors } from '../../../lib/errors.ts';
import { esc } from '../../../slack/blocks.ts';
import { channelProblem } from '../../../slack/channels.ts';
import { wordsOfError } from '../../../slack/failures.ts';
import type { Handlers } from '../../../slack/handlers.ts';
import type { Request, SlackFile } from '../../../slack/requests.ts';
import { type RawFile, toSlackFile } from '../../../slack/sender.ts';
import { alertView } from '../../../slack/standing.ts';
import { exportCard } from '../buttons.ts';
import { contactModal } from '../form.ts';
import { parsePhone } from '../phones.ts';
import { getContact } from '../service.ts';
import { queueCardOffer, sendCard } from './effects.ts';
import { isVCard } from './files.ts';
import type { SeenCard } from './model.ts';
import { cardSource, keepCards, readCards } from './service.ts';
import { cardsForm, cardsModal, keptModal, openCards, readCardsForm, vcardShortcut } from './views.ts';

interface MessageEvent {
  subtype?: string;
  channel: string;
  ts: string;
  user?: string;
  bot_id?: string;
  files?: (RawFile & { mode?: string })[];
}

export function registerVCardHandlers(on: Handlers): void {
  on.event<MessageEvent>('message', async ({ ctx, event }) => {
    const { channel, ts, user, files = [] } = event;
    if (!user || event.bot_id || event.subtype !== 'file_share') return;
    const cards = files
      .filter((file) => file.mode !== 'tombstone')
      .map(toSlackFile)
      .filter(isVCard);
    if (cards.length === 0) return;
    const person = await findPersonBySlackId(ctx.db, user);
    if (!isActiveMember(person)) return;
    if ((await channelProblem(ctx, ctx.ports.slack, channel)) !== 'ok') return;
    await queueCardOffer(ctx, { channel, ts, personId: person.id, files: cards });
  });

  on.action(openCards, (request) => request.open(() => windowOf(request, request.value)));

  on.shortcut(vcardShortcut, (request) =>
    request.open(async () => {
      const [file] = (request.message?.files ?? []).filter(isVCard);
      return file ? windowOf(request, file) : alertView(request.t, request.t.vcards.none);
    }),
  );

  on.submit(cardsForm, async (request) => {
    const { ctx, form, meta, reader, t } = request;
    const chosen = readCardsForm(form);
    if (chosen.length === 0) throw new FieldErrors([new CrmError('required', {}, 'cards0')]);
    const { cards } = await cardsOf(request, meta.file);
    const kept = await keepCards(
      ctx,
      chosen.flatMap((at) => cards[at] ?? []),
    );
    const why = kept.failed.map(({ name, error }) => `• ${esc(name)}: ${esc(wordsOfError(error, t))}`);
    return { update: keptModal(kept, why, reader) };
  });

  on.action(exportCard, async ({ ctx, value, person, say, t }) => {
    await sendCard(ctx, value, person.id);
    await say(t.contactCard.exported(esc((await getContact(ctx, value)).name)));
  });
}

const cardsOf = ({ ctx }: Pick<Request, 'ctx'>, file: SlackFile) =>
  readCards(ctx, ctx.ports.slackFiles.bytes(file), file.size);

/** One card: the form with what it says. Several: which of them. */
async function windowOf(request: Request, file: SlackFile) {
  const { ctx, reader } = request;
  const seen = await cardsOf(request, file);
  const [only, another] = seen.cards;
  if (!only || another || seen.broken > 0) return cardsModal(file, seen, reader);
  return contactModal(null, only.known?.id ?? null, {}, reader, {
    ...startOf(request, only),
    source: cardSource(ctx),
  });
}

function startOf({ ctx }: Request, { contact, company, known }: SeenCard) {
  const { name, titleBefore = null, titleAfter = null, position = null, emails, phones } = contact;
  const { country } = ctx.settings;
  return {
    start: {
      name,
      titleBefore,
      titleAfter,
      position,
      emails: emails.map((address) => ({ address, bounce: null })),
      phones: phones.map(({ typed, kind }) => parsePhone(typed, country, kind)),
    },
    company: known,
    ...(company && !known ? { newCompany: company } : {}),
  };
}
