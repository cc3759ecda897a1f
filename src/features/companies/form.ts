import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { actions, section } from '../../slack/blocks.ts';
import { input, modalView } from '../../slack/forms.ts';
import { type Fresh, freshName } from '../../slack/fresh-fields.ts';
import { button, modal } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { fieldBlocks } from '../fields/form-views.ts';
import { type FieldsMeta, type FormFields, noFields } from '../fields/model.ts';
import { openCompany } from './buttons.ts';
import { basicFields, type CompanyFormStart, fieldInput, moreFields } from './form-fields.ts';
import { companyField } from './picks.ts';

export const findCompanyForm = modal<null>('companies.find');
export interface CompanyFormMeta {
  /** null: a new one */
  id: CompanyId | null;
  /** of the company that the form shows */
  version: number;
  /** unfolded */
  more: boolean;
  /** fields that others changed meanwhile */
  fresh: Fresh;
  place: Place;
  /** the firm's own fields */
  own?: FieldsMeta;
  /** companies like the new one, which the person has seen */
  shown?: CompanyId[];
}
export const companyForm = modal<CompanyFormMeta>('companies.edit');
/** What was typed stays: an input whose block_id does not change is kept by Slack. */
export const showMoreFields = button<null>('companies.moreFields');

/** `/company` alone. */
export const findCompanyModal = (reader: Reader): ModalView =>
  modalView({
    id: findCompanyForm,
    meta: null,
    title: reader.t.companies.company,
    submit: reader.t.companies.look,
    close: reader.t.common.cancel,
    blocks: [
      input('company', reader.t.companies.icoOrName, companyField(null, reader, { focus: true }), {
        hint: reader.t.companies.icoOrNameHint,
      }),
    ],
  });

/**
 * @param notice what others changed meanwhile, line by line
 * @param like the one that the notice speaks of
 * @param own the firm's own fields; folded, only those without which it is not saved
 */
export function companyFormModal(
  start: CompanyFormStart,
  meta: CompanyFormMeta,
  reader: Reader,
  {
    notice = null,
    like = null,
    own = noFields,
  }: { notice?: string | null; like?: CompanyId | null; own?: FormFields } = {},
): ModalView {
  const { t } = reader;
  const names = meta.more ? [...basicFields, ...moreFields] : [...basicFields];
  const fields = meta.more ? own.fields : own.fields.filter(({ id }) => own.required.has(id));
  const custom = fieldBlocks({ ...own, fields }, reader, { used: names.length + 2, fresh: meta.fresh });
  return modalView({
    id: companyForm,
    meta: { ...meta, own: custom.meta },
    title: meta.id ? t.companies.edit : t.companies.newCompany,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      ...(notice ? [section(notice, like ? openCompany.make(t.common.open, like) : undefined)] : []),
      ...names.map((name) => fieldInput(name, freshName(meta.fresh, name), start, reader)),
      ...custom.blocks,
      ...(meta.more ? [] : [actions([showMoreFields.make(t.companies.moreFields, null)])]),
    ],
  });
}
