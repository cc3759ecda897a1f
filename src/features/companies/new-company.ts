import type { ModalView } from '@slack/types';
import type { Request } from '../../slack/requests.ts';
import { readFormFields } from '../fields/form-service.ts';
import { companyFormModal } from './form.ts';
import { blankStart, type CompanyFormStart } from './form-fields.ts';

/** A new one, with what is known of it already. */
export async function newCompanyModal(
  request: Request,
  typed: CompanyFormStart['typed'],
): Promise<ModalView> {
  return companyFormModal(
    { ...blankStart, typed, slackId: request.person.slackId, currency: request.ctx.settings.currency },
    { id: null, version: 0, more: false, fresh: {}, place: {} },
    request.reader,
    { own: await readFormFields(request.ctx, 'company', null) },
  );
}
