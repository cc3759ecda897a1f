import { findPerson } from '../../access/people.ts';
import { onEvent } from '../../events/watchers.ts';
import type { ActivityId, CompanyId, DealId } from '../../lib/ids.ts';
import { option } from '../../slack/forms.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest } from '../../slack/requests.ts';
import { searchCompanies } from '../companies/service.ts';
import { dealNumber } from '../deals/model.ts';
import { searchDeals } from '../deals/service.ts';
import { getEmailCard } from './card.ts';
import type { EmailId } from './model.ts';
import { registerQuarantineHandlers } from './quarantine-slack.ts';
import { fileToContact, fileToDeal, ignoreEmail, unignoreEmail } from './service.ts';
import { findSeenEmail } from './sight.ts';
import { moveWithActivity } from './store.ts';
import {
  emailCard,
  ignoreMenu,
  keepContact,
  logToDeal,
  openCard,
  pickDeal,
  showWhole,
  showWhy,
  undoIgnore,
} from './views.ts';
import {
  companyField,
  contactForm,
  contactModal,
  dealField,
  pickForm,
  pickModal,
  wholeWindow,
  whyWindow,
} from './windows.ts';

export function registerEmailHandlers(on: Handlers): void {
  registerQuarantineHandlers(on);
  on.action(logToDeal, async (request) => {
    await fileToDeal(request.ctx, request.value.email, request.value.deal as DealId);
    await showAnswer(request, request.value.email);
  });
  on.action(ignoreMenu, async (request) => {
    await ignoreEmail(request.ctx, request.value.email, request.value.what);
    await showAnswer(request, request.value.email);
  });
  on.action(undoIgnore, async (request) => {
    await unignoreEmail(request.ctx, request.value);
    await showAnswer(request, request.value);
  });

  on.action(pickDeal, (request) =>
    request.open(async () => pickModal(await getEmailCard(request.ctx, request.value), request.reader)),
  );
  on.submit(pickForm, async ({ ctx, form, meta }) => {
    const name = form.text('contact');
    const sender = name ? { name, phone: form.text('phone') } : null;
    await fileToDeal(ctx, meta.email, Number(form.choice('deal')) as DealId, sender);
  });

  on.action(keepContact, (request) =>
    request.open(async () => contactModal(await getEmailCard(request.ctx, request.value), request.reader)),
  );
  on.submit(contactForm, async ({ ctx, form, meta }) => {
    const company = form.choice('company');
    const sender = { name: form.text('contact') ?? '', phone: form.text('phone') };
    await fileToContact(ctx, meta.email, sender, company ? (Number(company) as CompanyId) : null);
  });

  on.action(openCard, async (request) =>
    request.say(emailCard(await getEmailCard(request.ctx, request.value), request.reader)),
  );
  on.action(showWhole, (request) =>
    request.open(async () => wholeWindow(await getEmailCard(request.ctx, request.value), request.reader)),
  );
  on.action(showWhy, (request) =>
    request.open(async () => whyWindow(await getEmailCard(request.ctx, request.value), request.reader)),
  );

  on.suggest(dealField, async ({ ctx, query }) => {
    const deals = await searchDeals(ctx, query, 20);
    return deals.map((deal) => option(`${dealNumber(deal.id)} · ${deal.name}`, String(deal.id)));
  });
  on.suggest(companyField, async ({ ctx, query }) => {
    const companies = await searchCompanies(ctx, query, 20);
    return companies.map((company) => option(company.name, String(company.id)));
  });
}

async function showAnswer(request: ActionRequest<unknown>, id: EmailId): Promise<void> {
  await request.replace(emailCard(await getEmailCard(request.ctx, id), request.reader));
}

/** A new deal that was started from a mail's card takes the mail along. */
export const takeMailAlong = onEvent('deal.created', async (tx, event) => {
  const { origin } = event.details as { origin?: { emailId?: unknown } };
  if (typeof origin?.emailId !== 'number') return;
  const email = await findSeenEmail(tx, origin.emailId as EmailId);
  // Somebody put it elsewhere while the form was open: the deal is created all the same.
  if (email?.status !== 'triage') return;
  const author = event.actorId ? await findPerson(tx.db, event.actorId) : null;
  const name = email.direction === 'in' ? (email.from?.name ?? '') : '';
  const sender = author && name && !name.includes('@') ? { name, phone: null } : null;
  await fileToDeal(tx, email.id, event.subject.id as DealId, sender);
});

/** Moved to another deal in the journal, a mail takes its thread along. */
export const followActivity = onEvent('activity.changed', async (tx, event) => {
  const { dealId } = event.details as { dealId?: { to: DealId | null } };
  if (dealId) await moveWithActivity(tx, event.subject.id as ActivityId, dealId.to);
});
