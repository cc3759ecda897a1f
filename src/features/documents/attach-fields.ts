import type { Ctx } from '../../lib/context.ts';
import { option } from '../../slack/forms.ts';
import { readTarget } from '../activities/target.ts';
import type { AttachMeta } from './buttons.ts';
import type { FileSubject } from './model.ts';
import { findOffer } from './offer-store.ts';
import { nameOf } from './reading.ts';
import { listFoldersOf } from './service.ts';
import type { AttachFields } from './views.ts';

/** @throws CrmError notFound, also when the actor may not see the deal */
export async function attachFields(ctx: Ctx, { target, offerId }: AttachMeta): Promise<AttachFields> {
  const about = readTarget(target);
  const subject: FileSubject | null = about?.dealId
    ? { kind: 'deal', id: about.dealId }
    : about?.companyId
      ? { kind: 'company', id: about.companyId }
      : about?.leadId
        ? { kind: 'lead', id: about.leadId }
        : null;
  const offer = offerId === null ? null : await findOffer(ctx, offerId);
  return {
    target: subject && target ? option(await nameOf(ctx, subject), target) : null,
    files: offer?.files ?? null,
    folders: subject ? await listFoldersOf(ctx, subject) : [],
    megabytes: Math.floor(ctx.settings.fileLimit / 1024 / 1024),
  };
}
