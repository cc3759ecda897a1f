/** What of a mail only its own people see: put away here, and nowhere else, so that nothing else can show it. */
import { putLater } from '../../../db/later.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import type { EmailId, EmailText } from '../model.ts';
import type { Invitation } from '../reading/findings.ts';

/** What was put away. */
export interface Drawer {
  subject: string;
  text: Omit<EmailText, 'to' | 'cc'> | null;
  /** what the journal said, where somebody had changed it by hand */
  entry: string | null;
  /** what it invites to */
  invitation?: Invitation | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    email_drawers: { email_id: number; content: string };
    email_holders: { email_id: number; person_id: number };
  }
}

export async function fillDrawer(tx: Ctx, id: EmailId, drawer: Drawer): Promise<void> {
  const columns = { content: JSON.stringify(drawer) };
  await tx
    .db('email_drawers')
    .insert({ email_id: id, ...columns })
    .onConflict('email_id')
    .merge(columns);
}

/** For the mail's own people, and for the change of its privacy. */
export async function readDrawer(ctx: Ctx, id: EmailId): Promise<Drawer | null> {
  const row = await ctx.db('email_drawers').where({ email_id: id }).first();
  return row ? (JSON.parse(row.content) as Drawer) : null;
}

export const emptyDrawer = (tx: Ctx, id: EmailId): Promise<number> =>
  tx.db('email_drawers').where({ email_id: id }).delete();

/** Subjects that this person's own mails have in their drawers. */
export async function readOwnSubjects(
  ctx: Ctx,
  ids: EmailId[],
  personId: PersonId,
): Promise<Map<EmailId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx
    .db('email_drawers')
    .join('email_holders', 'email_holders.email_id', 'email_drawers.email_id')
    .whereIn('email_drawers.email_id', ids)
    .where('email_holders.person_id', personId)
    .select('email_drawers.email_id', 'email_drawers.content');
  return new Map(rows.map((row) => [row.email_id as EmailId, (JSON.parse(row.content) as Drawer).subject]));
}

export async function saveHolders(tx: Ctx, id: EmailId, people: PersonId[]): Promise<void> {
  const rows = [...new Set(people)].map((person_id) => ({ email_id: id, person_id }));
  await putLater(tx, 'email_holders', rows, '(email_id, person_id) do nothing');
}

export async function listHolders(ctx: Ctx, id: EmailId): Promise<PersonId[]> {
  const ids = await ctx.db('email_holders').where({ email_id: id }).orderBy('person_id').pluck('person_id');
  return ids as PersonId[];
}

export async function holds(ctx: Ctx, id: EmailId, personId: PersonId): Promise<boolean> {
  const row = await ctx.db('email_holders').where({ email_id: id, person_id: personId }).first();
  return row !== undefined;
}
