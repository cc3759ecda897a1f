import type { Ctx } from '../../../lib/context.ts';
import { CrmError, FieldErrors } from '../../../lib/errors.ts';
import type { CompanyId, DealId } from '../../../lib/ids.ts';
import type { FormValues } from '../../../slack/forms.ts';
import { option } from '../../../slack/forms.ts';
import type { Handlers } from '../../../slack/handlers.ts';
import type { ActionRequest } from '../../../slack/requests.ts';
import { suggestTargets } from '../../activities/suggestions.ts';
import { readTarget } from '../../activities/target.ts';
import { showAudience } from '../../audience/slack.ts';
import { parsePick } from '../../companies/picks.ts';
import { readPick } from '../../companies/search-service.ts';
import { dealNumber } from '../../deals/model.ts';
import { findDealsToPick } from '../../deals/picking.ts';
import { getDeal } from '../../deals/service.ts';
import {
  askNextTime,
  ignoreMenu,
  keepContact,
  logToDeal,
  logToPlace,
  moveMail,
  moveTo,
  pickDeal,
  splitMails,
  undoDecided,
} from '../buttons.ts';
import { type EmailCard, getEmailCard } from '../card.ts';
import type { EmailId } from '../model.ts';
import { findSeenEmail } from '../privacy/sight.ts';
import { likelySender } from '../sender.ts';
import {
  fileToCompany,
  fileToContact,
  fileToDeal,
  fileToLead,
  ignoreEmail,
  splitCard,
  undoDecision,
} from '../service.ts';
import { emailCard } from '../views.ts';
import { whyWindow } from '../windows.ts';
import { askAgain } from './ask-again.ts';
import { contactForm, contactModal, pickForm, pickModal, placeField } from './filing-windows.ts';
import { dealField, movedWindow, moveForm, moveModal, undoneWindow } from './move-windows.ts';
import { listThreadMates, moveEmail } from './moving.ts';
import { cardPlace, showSettled, whileWaiting } from './settled.ts';
import { registerSeveralHandlers } from './several-slack.ts';
import { askAboutCompany } from './signature-company.ts';

/** Where a mail belongs: the answers to its card, and second thoughts about them. */
export function registerFilingHandlers(on: Handlers): void {
  registerSeveralHandlers(on);
  on.action(logToDeal, async (request) => {
    const { ctx, value } = request;
    await whileWaiting(request, value.email, async () => {
      const email = await findSeenEmail(ctx, value.email);
      const sender = email && (await likelySender(ctx, email));
      const deal = value.deal as DealId;
      const shown = { most: value.mails, upTo: value.upTo };
      await fileToDeal(ctx, value.email, deal, { sender, guess: deal, ...shown });
      await showAnswer(request, value.email);
    });
  });
  on.action(logToPlace, (request) =>
    whileWaiting(request, request.value.email, async () => {
      const { email, company, mails: most, upTo } = request.value;
      await fileToCompany(request.ctx, email, company as CompanyId | null, { guess: null, most, upTo });
      await showAnswer(request, email);
    }),
  );
  on.action(ignoreMenu, async (request) => {
    const { email, what } = request.value;
    if (what === 'whoSees') return showAudience(request, { kind: 'email', id: email });
    await whileWaiting(request, email, async () => {
      await ignoreEmail(request.ctx, email, what);
      await showAnswer(request, email);
    });
  });
  on.action(splitMails, (request) =>
    whileWaiting(request, request.value, async () => {
      await splitCard(request.ctx, request.value);
      await showAnswer(request, request.value);
    }),
  );
  on.action(undoDecided, async (request) => {
    await undoDecision(request.ctx, request.value.decision);
    if (request.view) await request.update(undoneWindow(request.value.email, request.reader));
    else await showAnswer(request, request.value.email);
  });

  on.action(pickDeal, (request) =>
    whileWaiting(request, request.value, () =>
      request.open(async () => {
        const card = await cardWithCompany(request.ctx, request.value);
        return pickModal(card, request.reader, cardPlace(request));
      }),
    ),
  );
  on.submit(pickForm, async (request) => {
    const { ctx, form, meta } = request;
    const place = readTarget(form.choice('place'));
    const name = form.text('contact');
    const options = { sender: name ? senderOf(form, name) : null, alone: form.choice('scope') === 'one' };
    if (!place) throw new FieldErrors([new CrmError('required', {}, 'place')]);
    if (place.dealId !== null) await fileToDeal(ctx, meta.email, place.dealId, options);
    else if (place.leadId !== null) await fileToLead(ctx, meta.email, place.leadId, options);
    else await fileToCompany(ctx, meta.email, place.companyId, options);
    request.after(() => showSettled(request, meta.place, meta.email));
    return undefined;
  });

  on.action(keepContact, (request) =>
    whileWaiting(request, request.value, () =>
      request.open(async () => {
        const card = await cardWithCompany(request.ctx, request.value);
        return contactModal(card, request.reader, cardPlace(request));
      }),
    ),
  );
  on.submit(contactForm, async (request) => {
    const { ctx, form, meta, view } = request;
    // The register is asked before the transaction.
    const company = await readPick(ctx, parsePick(form.choice('company')), { window: view.id });
    const options = { alone: form.choice('scope') === 'one' };
    await fileToContact(ctx, meta.email, senderOf(form, form.text('contact') ?? ''), company, options);
    request.after(() => showSettled(request, meta.place, meta.email));
    return undefined;
  });

  on.action(askNextTime, async ({ ctx, value, reader, update }) => {
    await askAgain(ctx, value);
    await update(whyWindow(await getEmailCard(ctx, value), reader, true));
  });
  on.action(moveMail, (request) =>
    request.open(async () => {
      const card = await getEmailCard(request.ctx, request.value);
      const mates = await listThreadMates(request.ctx, card.email);
      return moveModal(card, mates.length, request.reader);
    }),
  );
  on.action(moveTo, async (request) => {
    const { email, deal } = request.value;
    await request.update(await move(request, email, deal as DealId, request.form));
  });
  on.submit(moveForm, async (request) => {
    const deal = Number(request.form.choice('deal')) as DealId;
    if (!deal) throw new FieldErrors([new CrmError('required', {}, 'deal')]);
    return { update: await move(request, request.meta.email, deal, request.form) };
  });

  on.suggest(placeField, ({ ctx, query, reader }) => suggestTargets(ctx, query, reader));
  on.suggest(dealField, async ({ ctx, query }) => {
    const deals = await findDealsToPick(ctx, query, 20);
    return deals.map((deal) => option(`${dealNumber(deal.id)} · ${deal.name}`, String(deal.id)));
  });
}

const senderOf = (form: FormValues, name: string) => ({
  name,
  phone: form.text('phone'),
  position: form.text('position'),
});

/** The register is asked whose IČO the signature carries; a window waits for it no longer than for anything else. */
async function cardWithCompany(ctx: Ctx, id: EmailId): Promise<EmailCard> {
  const card = await getEmailCard(ctx, id);
  if (card.signatureCompany || !card.facts.ico) return card;
  await askAboutCompany(ctx, card.facts.ico);
  return getEmailCard(ctx, id);
}

async function move(
  { ctx, reader }: Pick<ActionRequest<unknown>, 'ctx' | 'reader'>,
  email: EmailId,
  dealId: DealId,
  form: FormValues,
) {
  const moved = await moveEmail(ctx, email, dealId, { thread: form.choice('way') !== 'one' });
  return movedWindow(email, moved, await getDeal(ctx, dealId), reader);
}

async function showAnswer(request: ActionRequest<unknown>, id: EmailId): Promise<void> {
  await request.replace(emailCard(await getEmailCard(request.ctx, id), request.reader));
}
