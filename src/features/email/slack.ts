import { onEvent } from '../../events/watchers.ts';
import type { ActivityId, CompanyId, ContactId, DealId, LeadId } from '../../lib/ids.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { onTheWayNote } from '../documents/views.ts';
import { openCard, openFileOf, showWhole, showWhy, turnWhole } from './buttons.ts';
import { getEmailCard } from './card.ts';
import { openMailFile } from './file-copies.ts';
import { queueMovedNews, queueOwnerNewsEdits } from './notices/owner-news.ts';
import { findSeenEmail } from './privacy/sight.ts';
import { registerQuarantineHandlers } from './quarantine-slack.ts';
import { likelySender } from './sender.ts';
import { fileToDeal, fileToLead } from './service.ts';
import { moveMailsBackToLead, moveMailsOfLead, moveWithActivity } from './store.ts';
import { isAsSeen, readOrigin, refuseFiled } from './triage/begun.ts';
import { registerFilingHandlers } from './triage/filing-slack.ts';
import { moveEmail } from './triage/moving.ts';
import { queueNewsEdits } from './triage/news-edits.ts';
import { emailCard } from './views.ts';
import { wholeWindow, whyWindow } from './windows.ts';

export function registerEmailHandlers(on: Handlers): void {
  registerFilingHandlers(on);
  registerQuarantineHandlers(on);
  on.action(openCard, async (request) =>
    request.say(emailCard(await getEmailCard(request.ctx, request.value), request.reader)),
  );
  on.action(showWhole, (request) =>
    request.open(async () => wholeWindow(await getEmailCard(request.ctx, request.value), request.reader)),
  );
  on.action(turnWhole, async ({ ctx, value, reader, update }) =>
    update(wholeWindow(await getEmailCard(ctx, value.email), reader, value.page)),
  );
  on.action(openFileOf, async ({ ctx, person, value, reader, update }) => {
    const name = await openMailFile(ctx, value.email, value.file, person.id);
    const card = await getEmailCard(ctx, value.email);
    await update(wholeWindow(card, reader, value.page, onTheWayNote(name, reader)));
  });
  on.action(showWhy, (request) =>
    request.open(async () => whyWindow(await getEmailCard(request.ctx, request.value), request.reader)),
  );
}

/** A new deal that was started from a mail's card takes the mail along. @throws CrmError mail.filedMeanwhile */
export const takeMailAlong = onEvent('deal.created', async (tx, event) => {
  const origin = readOrigin(event.details);
  if (!origin) return;
  const email = await findSeenEmail(tx, origin.emailId);
  const dealId = event.subject.id as DealId;
  // It had gone to its customer, who had no deal.
  if (email?.status === 'logged' && email.dealId === null && (await isAsSeen(tx, email, origin)))
    return void (await moveEmail(tx, email.id, dealId, { thread: true, names: origin.contactId === null }));
  if (email?.status !== 'triage') return refuseFiled(tx, email);
  await fileToDeal(tx, email.id, dealId, { sender: await likelySender(tx, email) });
});

/** The same for a new lead. */
export const leadTakesMail = onEvent('lead.created', async (tx, event) => {
  const origin = readOrigin(event.details);
  if (!origin) return;
  const email = await findSeenEmail(tx, origin.emailId);
  if (email?.status !== 'triage') return refuseFiled(tx, email);
  await fileToLead(tx, email.id, event.subject.id as LeadId, { made: true });
});

/** Mails of a lead are its deal's once it becomes one, and the lead's again when that is taken back. */
export const mailsFollowLead = onEvent('lead.converted', async (tx, { subject, details }) => {
  const { dealId, companyId, contactId } = details as {
    dealId: DealId | null;
    companyId: CompanyId | null;
    contactId: ContactId | null;
  };
  await moveMailsOfLead(tx, subject.id as LeadId, { dealId, companyId, contactId });
});

export const mailsReturnToLead = onEvent('lead.unconverted', async (tx, { subject, details }) => {
  const { dealId } = details as { dealId: DealId | null };
  await moveMailsBackToLead(tx, subject.id as LeadId, dealId);
});

/** Moved to another deal in the journal, a mail takes answers to it along, and threads that told of it say so. */
export const followActivity = onEvent('activity.changed', async (tx, event) => {
  const { dealId } = event.details as { dealId?: { to: DealId | null } };
  if (!dealId) return;
  const moved = await moveWithActivity(tx, event.subject.id as ActivityId, dealId.to);
  if (dealId.to !== null && moved.length > 0) await queueMovedNews(tx, dealId.to, moved, event.actorId);
  for (const id of moved) {
    await queueNewsEdits(tx, id);
    await queueOwnerNewsEdits(tx, id);
  }
});
