import type { ModalView } from '@slack/types';
import type { Request } from '../../slack/requests.ts';
import { companyFormModal } from './form.ts';
import { blankStart, type CompanyFormStart } from './form-fields.ts';

/** A new one, with what is known of it already. */
export const newCompanyModal = (request: Request, typed: CompanyFormStart['typed']): ModalView =>
  companyFormModal(
    { ...blankStart, typed, slackId: request.person.slackId, currency: request.ctx.settings.currency },
    { id: null, version: 0, more: false, fresh: {}, place: {} },
    request.reader,
  );
