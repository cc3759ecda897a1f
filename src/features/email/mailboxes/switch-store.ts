/** Mailboxes in a person's name, and whether that person lets them be read. */
import type { Ctx } from '../../../lib/context.ts';
import type { Instant } from '../../../lib/time.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    mailbox_switches: {
      mailbox: string;
      person: string;
      is_on: boolean | number;
      reads_from: string | null;
      asked_at: string | null;
      changed_at: string | null;
    };
  }
}

export interface MailboxSwitch {
  mailbox: string;
  /** the address in whose name it is */
  person: string;
  isOn: boolean;
  /** older mail is left alone; null: all of it is read */
  readsFrom: Instant | null;
  askedAt: Instant | null;
  /** when the person last decided; null: not yet */
  changedAt: Instant | null;
}

/** Another person's word says nothing: a mailbox that got another owner is asked about anew. */
export async function findSwitch(ctx: Ctx, mailbox: string, person: string): Promise<MailboxSwitch | null> {
  const row = await ctx.db('mailbox_switches').where({ mailbox, person }).first();
  return row
    ? {
        mailbox,
        person,
        isOn: Boolean(row.is_on),
        readsFrom: row.reads_from as Instant | null,
        askedAt: row.asked_at as Instant | null,
        changedAt: row.changed_at as Instant | null,
      }
    : null;
}

export async function saveSwitch(tx: Ctx, { mailbox, person, ...fields }: MailboxSwitch): Promise<void> {
  const columns = {
    person,
    is_on: fields.isOn,
    reads_from: fields.readsFrom,
    asked_at: fields.askedAt,
    changed_at: fields.changedAt,
  };
  await tx
    .db('mailbox_switches')
    .insert({ mailbox, ...columns })
    .onConflict('mailbox')
    .merge(columns);
}
