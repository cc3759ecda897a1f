import type { Ctx } from '../../lib/context.ts';
import type { ActivityKind } from './model.ts';

type Named = ActivityKind & { names: NonNullable<ActivityKind['names']> };

const columnsOf = ({ emoji, directed, names }: Omit<Named, 'key'>) => ({
  emoji,
  directed,
  name_en: names.en,
  name_cs: names.cs,
  name_sk: names.sk,
});

/** Behind the others. */
export async function insertKind(ctx: Ctx, kind: Named): Promise<void> {
  const last = (await ctx.db('activity_kinds').max('position as at').first()) as
    | { at: number | null }
    | undefined;
  await ctx
    .db('activity_kinds')
    .insert({ key: kind.key, position: Number(last?.at ?? 0) + 1, ...columnsOf(kind) });
}

export async function updateKind(ctx: Ctx, kind: Named): Promise<void> {
  await ctx.db('activity_kinds').where({ key: kind.key }).update(columnsOf(kind));
}

export async function deleteKind(ctx: Ctx, key: string): Promise<void> {
  await ctx.db('activity_kinds').where({ key }).delete();
}

/** Also by what was deleted and may come back. */
export async function isKindUsed(ctx: Ctx, key: string): Promise<boolean> {
  return (await ctx.db('activities').where({ kind: key }).first('id')) !== undefined;
}
