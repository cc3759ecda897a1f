/** Questions about mail that came in quiet hours: in the morning, several in one message. */
import { asPerson, findPerson, isActiveMember, type Person } from '../../../access/people.ts';
import { transaction } from '../../../db/transaction.ts';
import { readerOf } from '../../../i18n/reader.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import { type PersonId, randomId } from '../../../lib/ids.ts';
import { addMinutes, type Instant } from '../../../lib/time.ts';
import { type Delivery, effect } from '../../../outbox/effects.ts';
import { rememberMessage, type SlackMessage } from '../../../outbox/messages.ts';
import { editFor } from '../../../outbox/recipients.ts';
import { enqueue, enqueueLater } from '../../../outbox/store.ts';
import { type EmailCard, readEmailCard } from '../card.ts';
import type { Email, EmailId } from '../model.ts';
import { emailsAsSeen } from '../privacy/sight.ts';
import { toEmail } from '../store.ts';
import { sorterNow } from '../triage/instead.ts';
import { askAboutCompany, recallCompany } from '../triage/signature-company.ts';
import { countTriage, listTriageOf } from '../triage/triage.ts';
import { countJoined } from '../triage/waiting-store.ts';
import { emailCard } from '../views.ts';
import { emailView, heldPrefix, listAsked } from './asked-store.ts';
import { type Held, heldMails } from './held-views.ts';
import { isRecent, quietEnd } from './sent-in.ts';

export { emailView };

/** @returns false: they may be asked now */
export async function holdUntilMorning(ctx: Ctx, person: Person): Promise<boolean> {
  const now = ctx.time.now();
  const runAt = quietEnd(ctx, person, now);
  if (runAt <= now) return false;
  await transaction(ctx, async (tx) => {
    for (const [when, name] of morningsOf(tx, runAt))
      await enqueueLater(tx, {
        kind: 'email.heldCards',
        payload: { personId: person.id },
        dedupeKey: `email.held:${person.id}:${runAt}${name}`,
        lane: `person:${person.id}`,
        priority: 'answer',
        runAt: when,
      });
  });
  return true;
}

/** Transactions of PostgreSQL that took longer than this are looked for by no one. */
const longestMinutes = 10;

/** One that began in quiet hours may commit its mails after the morning's message has left: a second look finds them. */
function morningsOf({ database }: Ctx, runAt: Instant): [Instant, string][] {
  if (database.dialect !== 'postgres') return [[runAt, '']];
  return [
    [runAt, ''],
    [addMinutes(runAt, longestMinutes), ':late'],
  ];
}

/** Asks about a mail whoever sorts it by then. */
export async function queueQuestion(
  tx: Ctx,
  emailId: EmailId,
  personId: PersonId,
  cause: string,
  runAt?: Instant,
): Promise<void> {
  await enqueue(tx, {
    kind: 'email.triageCard',
    payload: { emailId, personId },
    dedupeKey: `email.asked:${emailId}:${cause}`,
    lane: `person:${personId}`,
    priority: 'answer',
    ...(runAt ? { runAt } : {}),
  });
}

/** The card that asks, as this person sees it. @returns null when the mail does not wait any more */
export async function readQuestion(ctx: Ctx, person: Person, emailId: EmailId): Promise<EmailCard | null> {
  const seen = asPerson(ctx, person);
  const card = await readEmailCard(seen, emailId);
  if (card?.email.status !== 'triage') return null;
  if (!card.signatureCompany) await askAboutCompany(ctx, card.facts.ico);
  return { ...card, signatureCompany: await recallCompany(seen, card.facts.ico) };
}

/** More than the list shows wait behind its button. */
const looked = 100;

export const heldCards = effect<{ personId: PersonId }>(
  'email.heldCards',
  async (ctx, { personId }): Promise<Delivery> => {
    const person = await findPerson(ctx.db, personId);
    if (!person) return { do: 'drop', reason: 'nobody' };
    if (isActiveMember(person) && (await holdUntilMorning(ctx, person)))
      return { do: 'drop', reason: 'it comes in the morning' };
    const mails = await sortedBy(ctx, person, await listHeld(ctx, person));
    const [first] = mails;
    if (!first || !isActiveMember(person)) return { do: 'drop', reason: 'nothing waits any more' };
    const seen = asPerson(ctx, person);
    const card = mails.length === 1 ? await readQuestion(ctx, person, first.id) : null;
    if (card)
      return {
        do: 'post',
        to: { person: personId },
        ...emailCard(card, readerOf(seen)),
        remember: { subject: { kind: 'email', id: first.id }, view: emailView },
      };
    return {
      do: 'post',
      to: { person: personId },
      ...heldMails(await readHeld(seen, mails), readerOf(seen)),
      sent: async (tx, message) => {
        for (const { id } of mails)
          await rememberMessage(tx, {
            subject: { kind: 'email', id },
            view: `${heldPrefix}${id}`,
            channel: message.channel,
            ts: message.ts,
            personSlackId: person.slackId,
          });
      },
    };
  },
);

/** Those about which nobody was asked yet. */
async function listHeld(ctx: Ctx, person: Person): Promise<Email[]> {
  const seen = isActiveMember(person) ? asPerson(ctx, person) : ctx;
  const waiting = (await listTriageOf(seen, person.id, looked)).filter((email) => isRecent(seen, email));
  const asked = await listAsked(
    seen,
    waiting.map(({ id }) => id),
  );
  return waiting.filter(({ id }) => !asked.has(id));
}

async function readHeld(seen: Ctx, mails: Email[]): Promise<Held> {
  const joined = await countJoined(
    seen,
    mails.map(({ id }) => id),
  );
  const { mine } = await countTriage(seen, (actorId(seen) ?? 0) as PersonId);
  return { mails, joined, waiting: mine };
}

/** Who left, or is away since, is not asked in the morning: whoever sorts their mails now is. */
async function sortedBy(ctx: Ctx, person: Person, mails: Email[]): Promise<Email[]> {
  const own: Email[] = [];
  for (const mail of mails) {
    const sorter = await sorterNow(ctx, mail.id, mail.triagePersonId ?? person.id);
    if (sorter?.id === person.id) own.push(mail);
    else if (sorter)
      await transaction(ctx, (tx) =>
        queueQuestion(tx, mail.id, mail.triagePersonId ?? person.id, `${sorter.id}:instead`),
      );
  }
  return own;
}

/** What of a list was decided since, or is not to be seen any more, leaves it. */
export async function queueHeldEdits(tx: Ctx, ofMail: SlackMessage[]): Promise<void> {
  for (const { channel, ts } of ofMail.filter(({ view }) => view.startsWith(heldPrefix))) {
    await enqueueLater(tx, {
      kind: 'email.heldEdit',
      payload: { channel, ts },
      dedupeKey: `email.heldEdit:${randomId()}`,
      lane: `edit:${channel}:${ts}`,
      priority: 'edit',
    });
  }
}

export const heldEdit = editFor('email.heldEdit', async (seen, { channel, ts }): Promise<Delivery> => {
  const listed = seen.db('slack_messages').where({ channel, ts, subject_kind: 'email' }).select('subject_id');
  const rows = await seen.db('inbound_emails').whereIn('id', listed).where({ status: 'triage' });
  const waiting = rows.map(toEmail).sort((one, other) => other.id - one.id);
  const mails = await emailsAsSeen(seen, waiting);
  if (mails.length === 0) return { do: 'delete', channel, ts };
  return { do: 'edit', channel, ts, ...heldMails(await readHeld(seen, mails), readerOf(seen)) };
});
