import { isAdmin } from '../../../access/policy.ts';
import { transaction } from '../../../db/transaction.ts';
import { recordEvent } from '../../../events/record.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import { notFound, refuse } from '../../../lib/errors.ts';
import type { PersonId } from '../../../lib/ids.ts';
import { listCompaniesByDomain } from '../../companies/service.ts';
import { type Reason, reason } from '../model.ts';
import type { Place } from '../process.ts';
import type { CustomerMail } from '../reading/understand.ts';
import { isOfErasedPerson } from './erased.ts';
import { ownersOf } from './holders.ts';
import {
  concernsSubject,
  decisive,
  type NeverLogged,
  type NeverLogId,
  type NeverLogKind,
  patternsOf,
  readPattern,
} from './never-log.ts';
import {
  findEntry,
  findEntryById,
  hasEntries,
  insertEntry,
  listEntries,
  listFitting,
  markRemoved,
} from './never-log-store.ts';

/**
 * Why this mail is never logged; null: it may be.
 * @param askedBy who asks for it all the same: against what the firm and they themselves keep off, not against another's wish
 */
export async function neverLogged(
  tx: Ctx,
  mail: CustomerMail,
  place: Place,
  askedBy: PersonId | null = null,
): Promise<Reason | null> {
  if (await isOfErasedPerson(tx, mail)) return reason('erased', {});
  const { addresses, domains } = patternsOf(mail.outside.map(({ address }) => address));
  const listed = await listFitting(tx, { addresses, domains });
  const fitting = listed
    .filter((entry) => entry.kind !== 'subject' || concernsSubject(entry, mail.subject))
    .filter(({ personId }) => askedBy === null || (personId !== null && personId !== askedBy));
  if (fitting.length === 0) return null;
  const entry = decisive(fitting, await ownersOf(tx, mail, place));
  // What somebody does not want logged of their own mail is theirs to know.
  if (entry?.personId) return reason('neverLogOwn', {});
  return entry && reason('neverLog', { pattern: entry.written });
}

/** What is kept of a mail that is never logged: nothing of what it says. */
export const isUnstored = (why: Reason): boolean =>
  why.code === 'neverLog' || why.code === 'neverLogOwn' || isOfErased(why);

/** @throws CrmError mail.erased, mail.keptOff: somebody does not want it logged whom nobody overrules */
export async function assertMayAsk(ctx: Ctx, why: Reason | null): Promise<void> {
  if (why?.code === 'erased') refuse('mail.erased', {});
  if (why?.code === 'neverLogOwn' && !(await hasEntries(ctx, actorId(ctx)))) refuse('mail.keptOff', {});
}

/** Not even of whom it is. */
export const isOfErased = (why: Reason): boolean => why.code === 'erased';

export interface NeverLogInput {
  kind: NeverLogKind;
  pattern: string;
  /** of everybody's mail (admins), or of the actor's own */
  whose: 'everybody' | 'mine';
}

/**
 * From now on; what is logged stays. What stands there already stays as it is.
 * @throws CrmError admin.only; FieldErrors pattern
 */
export function stopLogging(ctx: Ctx, input: NeverLogInput): Promise<NeverLogged> {
  if (input.whose === 'everybody' && !isAdmin(ctx)) refuse('admin.only', {}, 'whose');
  return putOnList(ctx, input);
}

/** The same for whoever sorts mail: an unknown sender is ignored for all. */
export function putOnList(ctx: Ctx, { kind, pattern: typed, whose }: NeverLogInput): Promise<NeverLogged> {
  return transaction(ctx, async (tx) => {
    const personId = whose === 'mine' ? (actorId(tx) ?? refuse('admin.only', {})) : null;
    const entry = { kind, personId: personId as PersonId | null, ...readPattern(kind, typed) };
    const added = await insertEntry(tx, { ...entry, createdBy: actorId(tx) });
    const found = (await findEntry(tx, entry)) ?? notFound('email');
    if (added)
      await recordEvent(tx, 'neverLog.added', { kind: 'workspace', id: 0 }, { id: found.id, kind, whose });
    return found;
  });
}

/**
 * One's own, and what one put there for all; admins everybody's.
 * @throws CrmError notFound, also of another's own; admin.only
 */
export function logAgain(ctx: Ctx, id: NeverLogId): Promise<NeverLogged> {
  return transaction(ctx, async (tx) => {
    const entry = await getToChange(tx, id);
    if ((await markRemoved(tx, id)) > 0)
      await recordEvent(tx, 'neverLog.removed', { kind: 'workspace', id: 0 }, { id, kind: entry.kind });
    return entry;
  });
}

/** Takes back logAgain. @throws as logAgain */
export function stopAgain(ctx: Ctx, id: NeverLogId): Promise<NeverLogged> {
  return transaction(ctx, async (tx) => {
    const entry = await getToChange(tx, id);
    return putOnList(tx, {
      kind: entry.kind,
      pattern: entry.written,
      whose: entry.personId === null ? 'everybody' : 'mine',
    });
  });
}

/** Another's own does not exist. */
async function getToChange(tx: Ctx, id: NeverLogId): Promise<NeverLogged> {
  const entry = await findEntryById(tx, id);
  if (!entry || (entry.personId !== null && entry.personId !== actorId(tx))) return notFound('email');
  return mayRemove(tx, entry) ? entry : refuse('admin.only', {});
}

export const mayRemove = (ctx: Ctx, { personId, createdBy }: NeverLogged): boolean =>
  personId === null ? isAdmin(ctx) || createdBy === actorId(ctx) : personId === actorId(ctx);

export const readNeverLog = (ctx: Ctx, page: { limit: number; offset: number }) =>
  listEntries(ctx, actorId(ctx), page);

/** Companies of ours whose whole mail is kept off with a domain, by name; at most three. */
export async function companiesBehind(ctx: Ctx, { kind, pattern }: NeverLogged): Promise<string[]> {
  if (kind !== 'domain') return [];
  return (await listCompaniesByDomain(ctx, pattern)).slice(0, 3).map(({ name }) => name);
}
