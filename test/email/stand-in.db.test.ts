import { expect, it } from 'vitest';
import { asPerson } from '../../src/access/people.ts';
import { sayAway } from '../../src/features/absences/service.ts';
import { triageCard } from '../../src/features/email/effects.ts';
import { emailOnHome } from '../../src/features/email/part.ts';
import { countTriage, listTriageOf } from '../../src/features/email/service.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import type { Effect } from '../../src/outbox/effects.ts';
import { office } from './office.ts';

it('a mail that may belong to a deal hidden from the stand-in is put to the colleague who is away, any other to the stand-in', async () => {
  const firm = await office();
  const [eva, tomas, nora] = await Promise.all(['Eva', 'Tomas', 'Nora'].map((name) => firm.person(name)));
  if (!eva || !tomas || !nora) throw new Error('nobody is there');
  const hidden = await firm.receives({ from: 'Iva <iva@jinde.example>', subject: 'Smlouva' });
  const open = await firm.receives({ from: 'Jan <jan@onde.example>', subject: 'Poptávka' });
  const { writer } = firm.database;
  await writer('deals').where({ id: 42 }).update({ restricted: true });
  const waits = { status: 'triage', triage_person_id: eva.id, triage_lead_id: null, considered: '[]' };
  await writer('inbound_emails').whereIn('id', [hidden, open]).update(waits);
  await writer('inbound_emails').where({ id: hidden }).update({ considered: '[42]' });
  await sayAway(asPerson(firm.system, eva), '2027-03-19' as PlainDate, nora.id);

  const toldOf = async (emailId: number) => {
    const delivery = await triageCard.deliver(
      firm.system,
      { emailId, personId: eva.id } as never,
      {} as Effect,
    );
    return delivery.do === 'post' ? delivery.to : delivery;
  };
  expect(await toldOf(hidden)).toEqual({ person: eva.id });
  expect(await toldOf(open)).toEqual({ person: nora.id });

  const noras = asPerson(firm.system, nora);
  expect((await listTriageOf(noras, nora.id, 10)).map(({ id }) => id)).toEqual([open]);
  expect((await countTriage(noras, nora.id)).mine).toBe(1);
  expect((await countTriage(noras, tomas.id)).mine).toBe(0);
  const seen = { kind: 'email.sorted', subject: { kind: 'email', id: hidden } };
  expect(await emailOnHome.touched?.(firm.system, seen as never)).toEqual([eva.id]);
});
