/**
 * After a restore: who was erased since the backup was made is erased again. The list beside the files says who by digests;
 * whose they are is found among contacts and senders that came back.
 */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';
import type { Erasure, Progress } from './erasure.ts';
import { freeClaims, insertErasure, listMarks, listUids } from './erasure-store.ts';
import { joined } from './list-file.ts';
import { knownMarkKey, markKey } from './mark-key.ts';
import { markOf } from './marks.ts';
import { bareName } from './names.ts';
import { type KnownBy, nobody, type Sought } from './part.ts';
import { phoneOf } from './phones.ts';
import { completed } from './seeking.ts';

/**
 * At the start, before anything is served: compares the list with the database and puts on record what is missing in either.
 * @returns how many erasures are to be done again
 */
export async function takeUpErasures(given: Ctx): Promise<number> {
  // Nothing else runs yet: what reads is opened when somebody asks.
  const ctx = { ...given, db: given.database.writer };
  if (ctx.database.dialect === 'sqlite') await transaction(ctx, freeClaims);
  const file = ctx.ports.erasureList;
  const list = await file.read();
  const known = await listUids(ctx);
  const missing = (list?.erasures ?? []).filter(({ uid }) => !known.includes(uid));
  if (list && missing.length > 0) {
    await transaction(ctx, async (tx) => {
      if ((await markKey(tx, list.key)) !== list.key)
        ctx.log.error(
          'the list of erasures beside the files belongs to another database: nothing of it can be found',
        );
      for (const { uid, at, contacts, companies, marks } of missing)
        await insertErasure(tx, {
          uid,
          askedBy: null,
          askedAt: at as Instant,
          sought: null,
          marks,
          progress: { contacts, ...(companies ? { companies } : {}) },
        });
    });
  }
  await noteBeside(ctx);
  return missing.length;
}

/** What the database knows and the file does not: files came from elsewhere. */
async function noteBeside(ctx: Ctx): Promise<void> {
  const key = await knownMarkKey(ctx);
  if (!key) return;
  const list = (await ctx.ports.erasureList.read()) ?? { key, erasures: [] };
  const rows = await ctx.db('erasures').orderBy('id').select('id', 'uid', 'asked_at');
  const unlisted = rows.filter(({ uid }) => !list.erasures.some((one) => one.uid === uid));
  if (unlisted.length === 0) return;
  const erasures = await Promise.all(
    unlisted.map(async ({ id, uid, asked_at }) => ({
      uid,
      at: asked_at,
      contacts: [],
      marks: await listMarks(ctx, id as Erasure['id']),
    })),
  );
  await ctx.ports.erasureList.write(joined(list, { key, erasures }));
}

const pageSize = 500;

/** Whom the digests mean among those who came back. Nobody, when the backup is older than they are. */
export async function seekAgain(ctx: Ctx, erasure: Erasure): Promise<Sought> {
  const key = (await knownMarkKey(ctx)) ?? '';
  const marks = new Set(await listMarks(ctx, erasure.id));
  const found: KnownBy[] = [];
  for (const { everybody } of ctx.ports.personalData) {
    if (!everybody) continue;
    for (let after = 0; ; ) {
      const page = await everybody(ctx.db, after, pageSize);
      for (const one of page) if (isMarked(ctx, key, marks, one, erasure.progress)) found.push(one);
      const last = page.at(-1);
      if (!last || page.length < pageSize) break;
      after = last.id;
    }
  }
  const start: Sought = {
    ...nobody,
    companies: found.flatMap(({ company }) => company ?? []),
    contacts: [...new Set(found.flatMap(({ contact }) => contact ?? []))],
    names: [...new Set(found.flatMap(({ name }) => (name ? [bareName(name)] : [])))],
    emails: [...new Set(found.flatMap(({ email }) => email?.toLowerCase() ?? []))],
    phones: [...new Set(found.flatMap(({ phone }) => (phone && phoneOf(ctx, phone)) || []))],
  };
  return (await completed(ctx, start)).sought;
}

/** By an address or a phone; a name alone may be somebody else's, unless it is of the same contact. */
function isMarked(
  ctx: Ctx,
  key: string,
  marks: Set<string>,
  one: KnownBy,
  { contacts = [], companies = [] }: Progress,
): boolean {
  const phone = one.phone && phoneOf(ctx, one.phone);
  if (one.email && marks.has(markOf(key, 'email', one.email))) return true;
  if (phone && marks.has(markOf(key, 'phone', phone))) return true;
  return Boolean(
    one.name &&
      (contacts.includes(one.contact ?? 0) || companies.includes(one.company ?? 0)) &&
      marks.has(markOf(key, 'name', bareName(one.name))),
  );
}
