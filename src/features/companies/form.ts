import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { section } from '../../slack/blocks.ts';
import { type FormValues, input, modalView, textField } from '../../slack/forms.ts';
import { type Fresh, freshName } from '../../slack/fresh-fields.ts';
import { modal } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { type Company, companyNameLimit } from './model.ts';
import { companyField } from './picks.ts';
import type { TypedCompany } from './service.ts';

export const findCompanyForm = modal<null>('companies.find');
export interface CompanyFormMeta {
  /** null: a new one */
  id: CompanyId | null;
  /** of the company that the form shows */
  version: number;
  /** fields that others changed meanwhile */
  fresh: Fresh;
  place: Place;
}
export const companyForm = modal<CompanyFormMeta>('companies.edit');

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

/** @param again.fresh shown once more, because others changed it meanwhile: these fields anew, under this notice */
export function companyFormModal(
  company: Company | null,
  start: { name?: string; ico?: string },
  place: Place,
  { t }: Reader,
  again: { fresh: Fresh; notice: string | null } = { fresh: {}, notice: null },
): ModalView {
  const { fresh, notice } = again;
  const { fields } = t.companies;
  const text = (name: keyof TypedCompany, label: string, limit: number) =>
    input(
      freshName(fresh, name),
      label,
      textField(company?.[name] ?? (start as Partial<TypedCompany>)[name], { limit }),
      { optional: name !== 'name' },
    );
  return modalView({
    id: companyForm,
    meta: { id: company?.id ?? null, version: company?.version ?? 0, fresh, place },
    title: company ? t.companies.edit : t.companies.newCompany,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      ...(notice ? [section(notice)] : []),
      text('name', fields.name, companyNameLimit),
      text('ico', fields.ico, 20),
      text('dic', fields.dic, 20),
      text('street', fields.street, 200),
      text('city', fields.city, 100),
      text('postalCode', fields.postalCode, 12),
      text('website', fields.website, 300),
    ],
  });
}

export const readCompanyForm = (form: FormValues): TypedCompany => ({
  name: form.text('name') ?? '',
  ico: form.text('ico'),
  dic: form.text('dic'),
  street: form.text('street'),
  city: form.text('city'),
  postalCode: form.text('postalCode'),
  website: form.text('website'),
});
