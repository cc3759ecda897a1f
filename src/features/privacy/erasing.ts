/** The way of an erasure: each step commits where it is, so that it goes on after whatever happens. */
import { assertAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { wordsFor } from '../../i18n/catalog.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { refuse } from '../../lib/errors.ts';
import { randomId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import { removeCopies } from './copies.ts';
import { finish, isOnItsWay } from './ending.ts';
import type { Erasure, ErasureId, Stage } from './erasure.ts';
import {
  claimErasure,
  findErasure,
  holdErasure,
  insertErasure,
  listMarks,
  listUnfinished,
  releaseErasure,
  saveErasure,
} from './erasure-store.ts';
import { knownMarkKey, markKey } from './mark-key.ts';
import { marksOf } from './marks.ts';
import { matcherFor } from './matching.ts';
import type { Target } from './part.ts';
import { seekAgain } from './replaying.ts';
import { eraseOwnRows } from './rows.ts';
import type { Gathered } from './seeking.ts';
import { searchSlack } from './slack-search.ts';
import { eraseWords } from './words.ts';

/**
 * Puts it on record; the job does it. @throws CrmError admin.only, privacy.colleague, privacy.nobody
 */
export async function eraseFor(ctx: Ctx, { sought, shared, isColleague }: Gathered): Promise<ErasureId> {
  assertAdmin(ctx);
  if (isColleague && sought.contacts.length === 0) refuse('privacy.colleague', {});
  const { contacts, companies, names, emails, phones } = sought;
  if ([contacts, companies, names, emails, phones].every((list) => list.length === 0))
    refuse('privacy.nobody', {});
  return transaction(ctx, async (tx) => {
    const key = await markKey(tx);
    const id = await insertErasure(tx, {
      uid: randomId(),
      askedBy: actorId(tx),
      askedAt: tx.time.now(),
      sought,
      marks: marksOf(key, sought),
    });
    if (id === null) throw new Error('an erasure got the name of another');
    if (shared > 0) {
      const erasure = (await findErasure(tx, id)) as Erasure;
      await saveErasure(tx, { ...erasure, look: { shared } });
    }
    await recordEvent(tx, 'person.erasureAsked', { kind: 'workspace', id: 0 }, { erasure: id });
    return id;
  });
}

/** Every minute: goes on with what is not done. One that fails lets the others go on, and is tried again. */
export async function continueErasures(ctx: Ctx): Promise<void> {
  let failure: unknown = null;
  for (const { id } of await listUnfinished(ctx)) {
    try {
      await continueOne(ctx, id);
    } catch (error) {
      ctx.log.warn({ err: error, erasure: id }, 'an erasure could not go on and is tried again');
      failure = error;
    }
  }
  if (failure) throw failure;
}

/** Another process has it now. */
class TakenOver extends Error {}

async function continueOne(ctx: Ctx, id: ErasureId): Promise<void> {
  const claim = await transaction(ctx, (tx) => claimErasure(tx, id));
  if (!claim) return;
  const save = (erasure: Erasure) => async (tx: Ctx) => {
    if (!(await holdErasure(tx, id, claim))) throw new TakenOver();
    await saveErasure(tx, erasure);
  };
  try {
    for (;;) {
      const erasure = await findErasure(ctx, id);
      if (!erasure || erasure.stage === 'done') return;
      const done = await steps[erasure.stage](ctx, erasure, save(erasure));
      if (!done) return;
      if (erasure.stage === 'sending') return;
      erasure.stage = done;
      erasure.progress = { ...erasure.progress, index: 0, after: null };
      await transaction(ctx, save(erasure));
    }
  } finally {
    await transaction(ctx, (tx) => releaseErasure(tx, id, claim));
  }
}

type Step = (ctx: Ctx, erasure: Erasure, save: (tx: Ctx) => Promise<void>) => Promise<Stage | null>;

/** Each does all of its part and says what follows; null: not yet. */
const steps: Record<Exclude<Stage, 'done'>, Step> = {
  async seeking(ctx, erasure) {
    erasure.sought = await seekAgain(ctx, erasure);
    return 'listing';
  },
  async listing(ctx, erasure) {
    await listBeside(ctx, erasure);
    return 'aside';
  },
  async aside(ctx, erasure) {
    for (const { settled } of ctx.ports.personalData)
      if (settled && !(await settled(ctx, erasure.askedAt))) return null;
    const target = targetOf(ctx, erasure);
    erasure.look.files = await countOthersFiles(ctx, target);
    if (target.sought.namesakes.length > 0) erasure.look.contacts = target.sought.namesakes;
    for (const { before, companiesToLookAt } of ctx.ports.personalData) {
      const companies = (await companiesToLookAt?.(ctx.db, target.sought)) ?? [];
      if (companies.length > 0) erasure.look.companies = companies;
      const aside = await before?.(ctx, target);
      if (!aside) continue;
      for (const [kind, count] of Object.entries(aside.counts))
        erasure.counts[kind as keyof Erasure['counts']] =
          (erasure.counts[kind as keyof Erasure['counts']] ?? 0) + (count ?? 0);
      erasure.progress.snippets = [...(erasure.progress.snippets ?? []), ...aside.snippets];
      erasure.progress.subjects = [...(erasure.progress.subjects ?? []), ...aside.subjects];
      erasure.progress.files = [...(erasure.progress.files ?? []), ...aside.files];
    }
    return 'rows';
  },
  async rows(ctx, erasure, save) {
    await eraseOwnRows(ctx, erasure, targetOf(ctx, erasure), save);
    return 'words';
  },
  async words(ctx, erasure, save) {
    await eraseWords(ctx, erasure, targetOf(ctx, erasure), save);
    return 'slack';
  },
  async slack(ctx, erasure, save) {
    await searchSlack(ctx, erasure, targetOf(ctx, erasure), save);
    return 'sending';
  },
  async sending(ctx, erasure, save) {
    if (await isOnItsWay(ctx, erasure)) return null;
    await finish(ctx, erasure, save);
    await removeCopies(ctx.database);
    return 'done';
  },
};

export function targetOf(ctx: Ctx, erasure: Erasure): Target {
  if (!erasure.sought) throw new Error(`erasure ${erasure.id} does not know any more whom it is about`);
  const { erased } = wordsFor(ctx.settings.language).privacy;
  return {
    sought: erasure.sought,
    matcher: matcherFor(erasure.sought),
    reach: matcherFor({ ...erasure.sought, names: [] }),
    asked: erasure.askedAt,
    erased: { name: erased.name, foldedName: fold(erased.name), text: erased.text, at: ctx.time.now() },
  };
}

/** Before anything goes: what a backup brings back later must be known to have been erased. */
async function listBeside(ctx: Ctx, { id, uid, askedAt, sought }: Erasure): Promise<void> {
  const file = ctx.ports.erasureList;
  const marks = await listMarks(ctx, id);
  const key = (await knownMarkKey(ctx)) as string;
  const list = (await file.read()) ?? { key, erasures: [] };
  if (list.erasures.some((one) => one.uid === uid)) return;
  const companies = sought?.companies.length ? { companies: sought.companies } : {};
  const erasures = [
    ...list.erasures,
    { uid, at: askedAt, contacts: sought?.contacts ?? [], ...companies, marks },
  ];
  await file.write({ ...list, erasures });
}

/** Of deals in which they are named: what colleagues brought is no mail of theirs, and may be an offer or an invoice. */
async function countOthersFiles(ctx: Ctx, { sought }: Target): Promise<number> {
  if (sought.contacts.length === 0) return 0;
  const [row] = await ctx
    .db('files')
    .whereIn('deal_id', ctx.db('deal_contacts').whereIn('contact_id', sought.contacts).select('deal_id'))
    .whereNull('deleted_at')
    .whereNotIn('id', ctx.db('email_files').whereNotNull('file_id').select('file_id'))
    .count({ count: '*' });
  return Number(row?.count ?? 0);
}
