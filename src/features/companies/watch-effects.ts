/** News of registers as they leave: read again, and dropped when the register has taken them back. */
import { asPerson, findPerson, findPersonBySlackId, isActiveMember } from '../../access/people.ts';
import { isAdmin } from '../../access/policy.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { same } from './fields.ts';
import { recallStanding } from './register-service.ts';
import { findCompany, listCompaniesByIds } from './service.ts';
import { listChangesByIds, listHeldChanges } from './watch-changes-store.ts';
import { everybody, heldView } from './watch-service.ts';
import { findNight, findWatched } from './watch-store.ts';
import { changedCard, heldAnswered, heldCard } from './watch-views.ts';

export const registerChanged = effect<{ companyId: CompanyId; changes: number[]; personId: PersonId }>(
  'companies.changed',
  async (ctx, { companyId, changes: ids, personId }): Promise<Delivery> => {
    const person = await findPerson(ctx.db, personId);
    if (!isActiveMember(person)) return { do: 'drop', reason: 'the recipient is no active member' };
    const company = await findCompany(ctx, companyId);
    if (!company) return { do: 'drop', reason: 'the company is gone' };
    const told = (await findWatched(ctx, companyId))?.told ?? {};
    const changes = (await listChangesByIds(ctx, ids)).filter(({ field, to }) => same(told[field], to));
    if (changes.length === 0) return { do: 'drop', reason: 'the register says something else again' };
    const seen = asPerson(ctx, person);
    return {
      do: 'post',
      to: { person: personId },
      ...changedCard(company, changes, await recallStanding(seen, company), readerOf(seen)),
      remember: { subject: { kind: 'company', id: companyId }, view: 'companies.changed' },
    };
  },
);

export const changesHeld = effect<{ night: string; personId: PersonId }>(
  'companies.held',
  async (ctx, { night, personId }): Promise<Delivery> => {
    const person = await findPerson(ctx.db, personId);
    const known = await findNight(ctx, night);
    if (!isActiveMember(person)) return { do: 'drop', reason: 'the recipient is no active member' };
    const seen = asPerson(ctx, person);
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
