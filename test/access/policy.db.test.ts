import { describe, expect, it } from 'vitest';
import { isActiveMember, keepPerson, type PersonKind } from '../../src/access/people.ts';
import { transaction } from '../../src/db/transaction.ts';
import { logActivity } from '../../src/features/activities/service.ts';
import { awardDeal, submitOffer } from '../../src/features/deals/outcome-service.ts';
import { changeDeal, createDeal, getDeal } from '../../src/features/deals/service.ts';
import {
  deleteDeal,
  handOverDeal,
  openDealToAll,
  readAudience,
  restoreDeal,
  restrictDeal,
  shareDealTo,
} from '../../src/features/deals/sharing-service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { type CrmError, FieldErrors } from '../../src/lib/errors.ts';
import type { DealId, PersonId } from '../../src/lib/ids.ts';
import { world } from '../support/context.ts';

type Verdict = 'yes' | 'no' | 'hidden';
type Roles = 'owner' | 'named' | 'admin' | 'member';

/** Eva owns the deal, Oliver is named on it, Adam is an admin, Zuzana is any other colleague. */
const table: Record<string, { open: Record<Roles, Verdict>; restricted: Record<Roles, Verdict> }> = {
  see: rule('yes yes yes yes', 'yes yes yes hidden'),
  'ask who sees it': rule('yes yes yes yes', 'yes yes yes hidden'),
  log: rule('yes yes yes yes', 'yes yes yes hidden'),
  'share to a channel': rule('yes yes yes yes', 'no no no hidden'),
  edit: rule('yes yes yes no', 'yes yes yes hidden'),
  submit: rule('yes yes yes no', 'yes yes yes hidden'),
  win: rule('yes yes yes no', 'yes yes yes hidden'),
  restrict: rule('yes yes yes no', 'yes yes yes hidden'),
  'open to all': rule('yes yes yes no', 'yes yes yes hidden'),
  'hand over': rule('yes yes yes no', 'yes yes yes hidden'),
  delete: rule('yes no yes no', 'yes no yes hidden'),
};

/** In the order of owner, named, admin, member. */
function rule(open: string, restricted: string) {
  const verdicts = (text: string) => {
    const [owner, named, admin, member] = text.split(' ') as Verdict[];
    return { owner, named, admin, member } as Record<Roles, Verdict>;
  };
  return { open: verdicts(open), restricted: verdicts(restricted) };
}

const verbs: Record<string, (ctx: Ctx, id: DealId, zuzana: PersonId) => Promise<unknown>> = {
  see: (ctx, id) => getDeal(ctx, id),
  'ask who sees it': (ctx, id) => readAudience(ctx, id),
  log: (ctx, id) => logActivity(ctx, { kind: 'call', dealId: id, text: 'Ozvou se v pondělí.' }),
  'share to a channel': (ctx, id) => shareDealTo(ctx, id, 'C0OBCHOD01'),
  edit: (ctx, id) => changeDeal(ctx, id, { source: 'veletrh' }),
  submit: (ctx, id) => submitOffer(ctx, id, { at: ctx.time.now(), how: 'portal', proof: null }),
  win: (ctx, id) => awardDeal(ctx, id, null),
  restrict: (ctx, id) => restrictDeal(ctx, id, []),
  'open to all': (ctx, id) => openDealToAll(ctx, id, []),
  'hand over': (ctx, id, zuzana) => handOverDeal(ctx, id, zuzana, null),
  delete: (ctx, id) => deleteDeal(ctx, id),
};

async function office(restricted: boolean) {
  const { as, person } = await world();
  const [eva, oliver, zuzana] = [await as('Eva'), await as('Oliver'), await as('Zuzana')];
  const adam = await as('Adam', { isAdmin: true });
  const people = [(await person('Oliver')).id];
  const another = () => createDeal(eva, { name: 'Lávka přes Svratku', restricted, people });
  const by: Record<Roles, Ctx> = { owner: eva, named: oliver, admin: adam, member: zuzana };
  return { deal: await another(), another, by, zuzana: (await person('Zuzana')).id };
}

async function verdictOf(attempt: Promise<unknown>): Promise<Verdict> {
  const error = await attempt.then(
    () => null,
    (caught) => caught,
  );
  if (error === null) return 'yes';
  const code = error instanceof FieldErrors ? error.errors[0]?.code : (error as CrmError).code;
  if (code === 'notFound') return 'hidden';
  if (code === 'notAllowed' || code === 'channel.restrictedDeal') return 'no';
  throw error;
}

describe.each(Object.keys(table))('%s', (use) => {
  it.each(['open', 'restricted'] as const)('a deal that is %s', async (access) => {
    const { another, by, zuzana } = await office(access === 'restricted');
    for (const [role, verdict] of Object.entries(table[use]![access]) as [Roles, Verdict][]) {
      const deal = await another();
      expect([role, await verdictOf(verbs[use]!(by[role], deal.id, zuzana))]).toEqual([role, verdict]);
    }
  });
});

describe('at the door', () => {
  it.each<[string, PersonKind, boolean, boolean]>([
    ['a full member', 'member', false, true],
    ['a colleague who left', 'member', true, false],
    ['a guest', 'guest', false, false],
    ['a bot', 'bot', false, false],
    ['somebody of another organisation', 'stranger', false, false],
  ])('%s', async (_, kind, deactivated, enters) => {
    const { system } = await world();
    const { person } = await transaction(system, (tx) =>
      keepPerson(tx, {
        slackId: 'URADIM',
        name: 'Radim Vlk',
        email: null,
        zone: 'Europe/Prague',
        locale: null,
        kind,
        isSlackAdmin: false,
        deactivated,
      }),
    );
    expect(isActiveMember(person)).toBe(enters);
  });
});

describe('what a refusal says', () => {
  it('names the owner to a colleague who may look but not touch', async () => {
    const { deal, by } = await office(false);
    const refusal = await changeDeal(by.member, deal.id, { source: 'veletrh' }).catch((error) => error);
    expect(refusal).toMatchObject({ code: 'notAllowed', details: { who: 'Eva' } });
  });

  it('does not tell a deleted restricted deal from one that never was', async () => {
    const { deal, by } = await office(true);
    await deleteDeal(by.owner, deal.id);
    await expect(restoreDeal(by.member, deal.id)).rejects.toMatchObject({ code: 'notFound' });
    await expect(restoreDeal(by.named, deal.id)).rejects.toMatchObject({ code: 'notFound' });
    expect((await restoreDeal(by.owner, deal.id)).id).toBe(deal.id);
  });

  it('keeps whoever hands a restricted deal over among the named, and an admin sees everything', async () => {
    const { deal, by, zuzana } = await office(true);
    await handOverDeal(by.owner, deal.id, zuzana, null);
    expect((await getDeal(by.owner, deal.id)).ownerId).toBe(zuzana);
    expect((await getDeal(by.admin, deal.id)).restricted).toBe(true);
  });
});
