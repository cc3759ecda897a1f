/** A mail in quarantine as one admin sees it. */
import type { Ctx } from '../../lib/context.ts';
import { isUserOf, mailboxOf } from './mailboxes/mailbox-people.ts';
import type { Email } from './model.ts';

/** Of a mailbox that is not open to all, what its mail says is for its own people. */
export async function isClosedTo(ctx: Ctx, { locator }: Email): Promise<boolean> {
  const mailbox = mailboxOf(ctx, locator.mailbox);
  if (!mailbox || (!mailbox.person && mailbox.privacy === 'full')) return false;
  return !(await isUserOf(ctx, mailbox));
}

/** Everybody who mends the quarantine sees that a mail is there, of which mailbox, and why. */
export async function quarantinedAsSeen<P extends { mails: Email[] }>(ctx: Ctx, page: P): Promise<P> {
  const mails: Email[] = [];
  for (const mail of page.mails)
    mails.push((await isClosedTo(ctx, mail)) ? { ...mail, subject: null, from: null } : mail);
  return { ...page, mails };
}
