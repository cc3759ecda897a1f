/** News of registers as they leave: read again, and dropped when the register has taken them back. */
import { asPerson, findPersonBySlackId, isActiveMember } from '../../access/people.ts';
import { isAdmin } from '../../access/policy.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { effectFor } from '../../outbox/recipients.ts';
import { same } from './fields.ts';
import { recallStanding } from './register-service.ts';
import { findCompany, listCompaniesByIds } from './service.ts';
import { listChangesByIds, listHeldChanges } from './watch-changes-store.ts';
import { everybody, heldView } from './watch-service.ts';
import { findNight, findWatched } from './watch-store.ts';
import { changedCard, heldAnswered, heldCard } from './watch-views.ts';

export const registerChanged = effectFor<{ companyId: CompanyId; changes: number[] }>(
  'companies.changed',
  async (seen, { companyId, changes: ids, personId }, { ctx }): Promise<Delivery> => {
    const company = await findCompany(ctx, companyId);
    if (!company) return { do: 'drop', reason: 'the company is gone' };
    const told = (await findWatched(ctx, companyId))?.told ?? {};
    const changes = (await listChangesByIds(ctx, ids)).filter(({ field, to }) => same(told[field], to));
    if (changes.length === 0) return { do: 'drop', reason: 'the register says something else again' };
    return {
      do: 'post',
      to: { person: personId },
      ...changedCard(company, changes, await recallStanding(seen, company), readerOf(seen)),
      remember: { subject: { kind: 'company', id: companyId }, view: 'companies.changed' },
    };
  },
);

export const changesHeld = effectFor<{ night: string }>(
  'companies.held',
  async (seen, { night, personId }, { ctx }): Promise<Delivery> => {
    const known = await findNight(ctx, night);
    if (!isAdmin(seen)) return { do: 'drop', reason: 'no admin any more' };
    if (known?.verdict !== 'held') return { do: 'drop', reason: 'somebody has answered' };
    const changes = await listHeldChanges(ctx, night);
    const first = [...new Set(changes.map((change) => change.companyId))].slice(0, 8);
    const companies = (await listCompaniesByIds(ctx, first)).map(({ id, name }) => ({
      name,
      changes: changes.filter((change) => change.companyId === id),
    }));
    return {
      do: 'post',
      to: { person: personId },
      ...heldCard({ ...known, companies }, readerOf(seen)),
      remember: { subject: everybody, view: heldView(night) },
    };
  },
);

/** The other admins' cards, once one of them has answered. */
export const heldElsewhere = effect<{ channel: string; ts: string; slackId: string }>(
  'companies.heldElsewhere',
  async (ctx, { channel, ts, slackId }): Promise<Delivery> => {
    const person = await findPersonBySlackId(ctx.db, slackId);
    if (!isActiveMember(person)) return { do: 'drop', reason: 'the recipient is no active member' };
    return { do: 'edit', channel, ts, ...heldAnswered('before', readerOf(asPerson(ctx, person))) };
  },
);
