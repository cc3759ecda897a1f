/** Whom somebody puts away for good, and whom they cannot. */
import { expect, it } from 'vitest';
import { readEmailCard } from '../../src/features/email/card.ts';
import type { IgnoreWhat } from '../../src/features/email/model.ts';
import { ignoreEmail } from '../../src/features/email/service.ts';
import { sortSeveral } from '../../src/features/email/triage/several.ts';
import { emailCard } from '../../src/features/email/views.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import { actorId } from '../../src/lib/context.ts';
import { type Firm, firm } from './firm.ts';

const riha = 'Petr Říha <riha@mostni-stavby.example>';
const domain = '@mostni-stavby.example';
const checked = () => firm({ trust: 'auth-results', authservId: 'mx.firma.example' });
const forged = (at: Firm) => at.receives({ from: riha, subject: 'Změna účtu' });
const real = (at: Firm) => at.receives({ from: riha, subject: 'Objednávka', verified: true });

it.each<IgnoreWhat>(['address', 'domain'])(
  'a customer in whose name somebody else wrote is heard after that mail is ignored with its %s',
  async (what) => {
    const at = await checked();
    const eva = await at.as('Eva');
    const { id } = await forged(at);
    const card = await readEmailCard(eva, id);
    const shown = JSON.stringify(card && emailCard(card, readerOf(eva)).blocks).replaceAll('\u2060', '');
    expect(shown).toContain('Jen tento e-mail');
    expect(shown).not.toContain('Ignorovat: @mostni');
    expect(shown).not.toContain('Ignorovat: riha@');
    expect(await ignoreEmail(eva, id, what)).toMatchObject({ reason: { code: 'ignoredByHand' } });
    expect(await real(at)).toMatchObject({ status: 'logged', dealId: 42 });
  },
);

it('nobody is silenced together with others by what was written in their name', async () => {
  const at = await checked();
  const eva = await at.as('Eva');
  await forged(at);
  const robot = await at.receives({ from: 'akce@letaky.example', verified: true });
  expect(robot.status).toBe('triage');
  for (const { id } of await at.system.db('inbound_emails'))
    await at.database
      .writer('inbound_emails')
      .where({ id })
      .update({ triage_person_id: actorId(eva) });
  await sortSeveral(eva, { patterns: [domain, 'akce@letaky.example'], what: 'always', about: null });
  expect(await at.system.db('never_log').pluck('pattern')).toEqual(['akce@letaky.example']);
  expect(await real(at)).toMatchObject({ status: 'logged', dealId: 42 });
});
