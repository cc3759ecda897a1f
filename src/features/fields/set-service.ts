import { assertAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { notFound } from '../../lib/errors.ts';
import { defineField } from './define-service.ts';
import { isSameName } from './matching.ts';
import type { FieldKindKey } from './model.ts';
import { setsOf } from './sets.ts';
import { insertOption, listFields } from './store.ts';

const noHelp = { en: null, cs: null, sk: null };

/** Adds the fields of a ready-made set; those whose name is taken are left out. @throws CrmError admin.only, notFound, fields.full */
export function addSet(ctx: Ctx, kind: FieldKindKey, key: string): Promise<void> {
  assertAdmin(ctx);
  const set = setsOf(kind).find((one) => one.key === key) ?? notFound('field');
  return transaction(ctx, async (tx) => {
    for (const ready of set.fields) {
      const taken = (await listFields(tx, kind)).some((one) => isSameName(one.labels, ready.labels));
      if (taken) continue;
      const { labels, help = noHelp, restricted = false } = ready;
      const { id } = await defineField(tx, kind, ready.type, {
        labels,
        help,
        restricted,
        requiredFrom: null,
      });
      for (const option of ready.options ?? []) await insertOption(tx, id, option);
    }
  });
}
