import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import type { ContactId, PersonId } from '../../lib/ids.ts';
import { cleanLine } from '../../lib/text.ts';
import { dateIn } from '../../lib/time.ts';
import { saveFamiliar, saveSilence } from './manners-store.ts';
import type { Contact, DoNotApproach } from './model.ts';
import { getContact } from './service.ts';

/** Nobody of ours calls or writes to them of their own accord. @throws CrmError notFound; FieldErrors since */
export function keepAway(ctx: Ctx, id: ContactId, asked: DoNotApproach): Promise<Contact> {
  return transaction(ctx, async (tx) => {
    await getContact(tx, id);
    if (asked.since > dateIn(tx.time.now(), tx.settings.zone))
      throw new FieldErrors([new CrmError('date.future', {}, 'since')]);
    const silence = {
      since: asked.since,
      source: asked.source && (cleanLine(asked.source) || null),
      saidBy: asked.saidBy && (cleanLine(asked.saidBy) || null),
    };
    await saveSilence(tx, id, silence);
    await recordEvent(tx, 'contact.doNotApproach', { kind: 'contact', id }, { ...silence });
    return getContact(tx, id);
  });
}

/** They may be approached again. @throws CrmError notFound */
export function approachAgain(ctx: Ctx, id: ContactId): Promise<Contact> {
  return transaction(ctx, async (tx) => {
    const { doNotApproach } = await getContact(tx, id);
    if (doNotApproach) {
      await saveSilence(tx, id, null);
      await recordEvent(tx, 'contact.approachable', { kind: 'contact', id });
    }
    return getContact(tx, id);
  });
}

/** How the one who says so addresses them; nobody else's business. @throws CrmError notFound */
export function addressAs(ctx: Ctx, id: ContactId, personId: PersonId, familiar: boolean): Promise<void> {
  return transaction(ctx, async (tx) => {
    await getContact(tx, id);
    await saveFamiliar(tx, id, personId, familiar);
  });
}
