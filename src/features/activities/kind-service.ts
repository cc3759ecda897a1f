/** Kinds of activities that a firm adds to the product's own. */
import { assertAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { wordsFor } from '../../i18n/catalog.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, notFound, refuse } from '../../lib/errors.ts';
import { randomId } from '../../lib/ids.ts';
import { cleanLine, fold } from '../../lib/text.ts';
import { deleteKind, insertKind, isKindUsed, updateKind } from './kind-store.ts';
import { type ActivityKind, kindLimit, type OwnKind } from './model.ts';
import { listKinds } from './store.ts';

const languages = ['en', 'cs', 'sk'] as const;
export interface KindInput {
  /** at least one language; the others follow it */
  names: Partial<Record<(typeof languages)[number], string | null>>;
  emoji: string | null;
  directed: boolean;
}

/** @throws CrmError admin.only, kinds.full; FieldErrors en, cs, sk, emoji */
export function addKind(ctx: Ctx, input: KindInput): Promise<void> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const kinds = await listKinds(tx);
    if (kinds.length >= kindLimit) refuse('kinds.full', { limit: kindLimit });
    const kind = { key: `own-${randomId()}`, ...read(input, kinds, null) };
    await insertKind(tx, kind);
    await recordEvent(tx, 'kinds.added', { kind: 'workspace', id: 0 }, { ...kind });
  });
}

/** What was logged with it is called by the new name. @throws as addKind; CrmError notFound */
export function changeKind(ctx: Ctx, key: string, input: KindInput): Promise<void> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const kinds = await listKinds(tx);
    const before = firmsOwn(kinds, key);
    const kind = { key, ...read(input, kinds, key) };
    await updateKind(tx, kind);
    await recordEvent(tx, 'kinds.changed', { kind: 'workspace', id: 0 }, { from: before, to: kind });
  });
}

/** Only one that nothing was logged with. @throws CrmError admin.only, notFound, kinds.used */
export function removeKind(ctx: Ctx, key: string): Promise<void> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const kind = firmsOwn(await listKinds(tx), key);
    if (await isKindUsed(tx, key)) refuse('kinds.used', {});
    await deleteKind(tx, key);
    await recordEvent(tx, 'kinds.removed', { kind: 'workspace', id: 0 }, { ...kind });
  });
}

export const firmsOwn = (kinds: ActivityKind[], key: string): ActivityKind =>
  kinds.find((kind) => kind.key === key && kind.names !== null) ?? notFound('activity');

function read({ names, emoji, directed }: KindInput, kinds: ActivityKind[], key: string | null) {
  const given = languages.map((language) => cleanLine(names[language] ?? ''));
  const first = given.find((name) => name !== '');
  if (!first) throw new FieldErrors(languages.map((field) => new CrmError('required', {}, field)));
  const named = languages.map((language, index) => ({ language, name: given[index] || first }));
  const others = kinds.filter((kind) => kind.key !== key);
  const errors: CrmError[] = named
    .filter(({ language, name }) => others.some((kind) => fold(nameIn(kind, language)) === fold(name)))
    .map(({ language }) => new CrmError('kinds.taken', {}, language));
  const sign = emoji?.trim() || '•';
  if (sign !== '•' && !isEmoji(sign)) errors.push(new CrmError('kinds.emoji', {}, 'emoji'));
  if (errors.length > 0) throw new FieldErrors(errors);
  const [en, cs, sk] = named.map(({ name }) => name) as [string, string, string];
  return { emoji: sign, directed, names: { en, cs, sk } };
}

const nameIn = (kind: ActivityKind, language: (typeof languages)[number]): string =>
  kind.names?.[language] ?? wordsFor(language).activities.kinds[kind.key as OwnKind];

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });

const isEmoji = (sign: string): boolean =>
  [...segments.segment(sign)].length === 1 && /^\p{Extended_Pictographic}/u.test(sign);
