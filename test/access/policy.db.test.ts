import { describe, expect, it } from 'vitest';
import { changeDeal, createDeal, getDeal } from '../../src/features/deals/service.ts';
import { deleteDeal, handOverDeal, restoreDeal } from '../../src/features/deals/sharing-service.ts';
import { world } from '../support/context.ts';
import { attempt, office, type Use } from './office.ts';
import { roles, rules } from './rules.ts';
import { contactUses } from './uses/contacts.ts';
import { customerUses } from './uses/customers.ts';
import { dealUses } from './uses/deals.ts';
import { exportUses } from './uses/exports.ts';
import { fieldUses } from './uses/fields.ts';
import { fileUses } from './uses/files.ts';
import { importUses } from './uses/imports.ts';
import { journalUses } from './uses/journal.ts';
import { leadUses } from './uses/leads.ts';
import { mailUses } from './uses/mail.ts';
import { mailboxUses } from './uses/mailboxes.ts';
import { officeUses } from './uses/office.ts';
import { privacyUses } from './uses/privacy.ts';
import { privateMailUses } from './uses/private-mail.ts';
import { watchingUses } from './uses/watching.ts';

const uses: Record<string, Use> = {
  ...dealUses,
  ...journalUses,
  ...fileUses,
  ...fieldUses,
  ...watchingUses,
  ...mailUses,
  ...mailboxUses,
  ...privateMailUses,
  ...contactUses,
  ...customerUses,
  ...leadUses,
  ...officeUses,
  ...privacyUses,
  ...importUses,
  ...exportUses,
};

it('names every use case in the table, and tries every one that is named', () => {
  expect([...new Set(rules.map(({ use }) => use))].sort()).toEqual(Object.keys(uses).sort());
});

describe.each(rules)('$use: $about', ({ use, access, verdicts }) => {
  it('is each role’s to do or not', async () => {
    const at = await office();
    const tried: Record<string, string> = {};
    for (const role of roles) {
      // One deal at a time, so that what a role finds is its own cell's.
      await at.system.database.writer('deals').update({ deleted_at: at.time.now() });
      tried[role] = await attempt(at, uses[use] as Use, role, access);
    }
    expect(tried).toEqual(verdicts);
  });
});

describe('what a refusal says', () => {
  async function deal(restricted: boolean) {
    const { as, person } = await world();
    const [eva, oliver, zuzana] = [await as('Eva'), await as('Oliver'), await as('Zuzana')];
    const people = [(await person('Oliver')).id];
    const bridge = await createDeal(eva, { name: 'Lávka přes Svratku', restricted, people });
    return { eva, oliver, zuzana, adam: await as('Adam', { isAdmin: true }), bridge, person };
  }

  it('names the owner to a colleague who may look but not touch', async () => {
    const { zuzana, bridge } = await deal(false);
    const refusal = await changeDeal(zuzana, bridge.id, { source: 'veletrh' }).catch((error) => error);
    expect(refusal).toMatchObject({ code: 'notAllowed', details: { who: 'Eva' } });
  });

  it('does not tell a deleted restricted deal from one that never was', async () => {
    const { eva, oliver, zuzana, bridge } = await deal(true);
    await deleteDeal(eva, bridge.id);
    await expect(restoreDeal(zuzana, bridge.id)).rejects.toMatchObject({ code: 'notFound' });
    await expect(restoreDeal(oliver, bridge.id)).rejects.toMatchObject({ code: 'notFound' });
    expect((await restoreDeal(eva, bridge.id)).id).toBe(bridge.id);
  });

  it('keeps whoever hands a restricted deal over among the named, and an admin sees everything', async () => {
    const { eva, adam, bridge, person } = await deal(true);
    const zuzana = await person('Zuzana');
    await handOverDeal(eva, bridge.id, zuzana.id, null);
    expect((await getDeal(eva, bridge.id)).ownerId).toBe(zuzana.id);
    expect((await getDeal(adam, bridge.id)).restricted).toBe(true);
  });
});
