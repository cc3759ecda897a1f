/** Fields that a stage needs, asked for in the form that moves a record into it: won, submitted. */
import type { Ctx } from '../../lib/context.ts';
import type { FormValues } from '../../slack/forms.ts';
import type { Request } from '../../slack/requests.ts';
import { readTypedFields } from './form-reading.ts';
import { saveWithFields, type TypedFields } from './form-service.ts';
import type { FieldKindKey } from './model.ts';

/** @throws FieldErrors by the names of the inputs */
export const readStageFields = (
  request: Pick<Request, 'ctx' | 'client'> & { form: FormValues },
  kind: FieldKindKey,
  stage: string,
): Promise<TypedFields> => readTypedFields(request, request.form, kind, 0, stage);

/** later than any change: a form that asks for what is empty shows nothing that others could have changed */
const asOfNow = 2_147_483_647;

/** The move and the fields, both or neither. @throws what `move` throws */
export async function saveStageFields(
  ctx: Ctx,
  typed: TypedFields,
  id: number,
  move: (tx: Ctx) => Promise<unknown>,
): Promise<void> {
  await saveWithFields(ctx, { ...typed, seen: asOfNow }, async (tx) => ({
    id,
    result: await move(tx),
  }));
}
