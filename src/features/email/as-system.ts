import type { Ctx } from '../../lib/context.ts';

/** What follows from a mail by itself, whoever is at work. */
export const asSystem = (tx: Ctx): Ctx => ({ ...tx, actor: { kind: 'system', name: 'email' } });
