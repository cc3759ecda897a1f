import type { ActionRequest } from '../../slack/requests.ts';
import type { MergeKind } from './model.ts';
import { titleOf } from './preview.ts';
import { chooseModal } from './views.ts';

/** Asks which is the other one. */
export const openMerge = (
  { ctx, reader, open }: ActionRequest<unknown>,
  { kind, id }: { kind: MergeKind; id: number },
): Promise<void> => open(async () => chooseModal(kind, id, await titleOf(ctx, kind, id, reader), reader));
