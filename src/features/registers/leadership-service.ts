/** Who acts for a company: of a Czech one the public register says it by way of ARES, of a Slovak one RPO. */
import { z } from 'zod';
import type { Ctx } from '../../lib/context.ts';
import { isFresh } from './asking.ts';
import { askKept } from './kept.ts';
import { Leadership, type LeadershipAnswer, type LeadershipLookup } from './leadership.ts';
import type { CompanyRegister, Ico, RegisterCompany } from './model.ts';
import { recallByIco } from './service.ts';
import { findAnswer } from './store.ts';

const Remembered = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('found'), leadership: Leadership }),
  z.object({ kind: z.literal('notFound') }),
]);

const placeOf = (register: CompanyRegister, ico: Ico) =>
  register === 'ares'
    ? ({ source: 'vr', key: `ico:${ico}` } as const)
    : ({ source: 'rpo', key: `entity:${ico}` } as const);

/** What was last said, however old; nobody is asked. */
export async function recallLeadership(
  ctx: Ctx,
  ico: Ico,
  register: CompanyRegister = 'ares',
): Promise<LeadershipLookup | null> {
  const { source, key } = placeOf(register, ico);
  const known = await findAnswer(ctx, source, key, Remembered);
  return known && { ...known.answer, fetchedAt: known.fetchedAt, trouble: null };
}

/**
 * From memory for a day; the register's last answer when it fails. Who is in no public register (a sole trader, a
 * company whose record nobody has looked up) is not asked about. Never inside a transaction.
 */
export async function lookupLeadership(
  ctx: Ctx,
  ico: Ico,
  options: { register?: CompanyRegister; refresh?: boolean; timeoutMs?: number } = {},
): Promise<LeadershipLookup> {
  const { register = 'ares', refresh = false, timeoutMs = 3000 } = options;
  const record = await recallByIco(ctx, ico, register);
  const request = record && requestOf(ctx, record);
  if (!request) return { kind: 'notFound', fetchedAt: ctx.time.now(), trouble: null };
  const { vrManners, entityManners } = ctx.ports.registers;
  const said = await askKept(ctx, {
    ...placeOf(register, ico),
    shape: Remembered,
    manners: register === 'ares' ? vrManners : entityManners,
    request,
    isFresh: (at) => !refresh && isFresh(ctx, at, 'subject'),
    timeoutMs,
  });
  if (said.kind === 'unavailable') return said;
  return { ...said.answer, fetchedAt: said.fetchedAt, trouble: said.trouble?.reason ?? null };
}

function requestOf({ ports }: Ctx, record: RegisterCompany): (() => Promise<LeadershipAnswer>) | null {
  const { ares, rpo } = ports.registers;
  const { ico, registerId } = record;
  if (record.naturalPerson && record.courtFile === null) return null;
  if (record.source === 'ares') return () => ares.leadership(ico);
  return registerId ? () => rpo.entity(registerId) : null;
}
