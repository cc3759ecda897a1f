import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { CompanyId, ContactId, DealId } from '../../lib/ids.ts';
import { actions, section } from '../../slack/blocks.ts';
import { type FormValues, modalView } from '../../slack/forms.ts';
import { type Fresh, freshName, freshValues } from '../../slack/fresh-fields.ts';
import { button, modal } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { fieldBlocks } from '../fields/form-views.ts';
import { type FieldsMeta, noFields } from '../fields/model.ts';
import { basicFields, type FormStart, fieldInput, moreFields } from './form-fields.ts';

export interface DealFormMeta {
  /** null: a new deal */
  id: DealId | null;
  /** of the deal that the form shows */
  version: number;
  expanded: boolean;
  /** fields that others changed meanwhile */
  fresh: Fresh;
  /** whose contacts are offered first */
  companyId: CompanyId | null;
  /** of a new deal: who it came from, also while the field is folded away */
  contactIds: ContactId[];
  place: Place;
  origin: Record<string, unknown> | null;
  /** the firm's own fields */
  own?: FieldsMeta;
}

export const dealForm = modal<DealFormMeta>('deals.form');
/** What was typed stays: an input whose block_id does not change is kept by Slack. */
export const showMoreFields = button<null>('deals.moreFields');

/** @param notice what others changed meanwhile, line by line */
export function dealFormModal(
  start: FormStart,
  meta: DealFormMeta,
  reader: Reader,
  notice: string | null = null,
): ModalView {
  const { t } = reader;
  const names = meta.expanded ? [...basicFields, ...moreFields] : [...basicFields];
  const own = ownBlocks(start, meta, names.length + 2, reader);
  return modalView({
    id: dealForm,
    meta: { ...meta, own: own.meta },
    title: meta.id ? t.dealForms.edit : t.deals.newDeal,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      ...(notice ? [section(notice)] : []),
      ...names.map((name) => fieldInput(name, freshName(meta.fresh, name), start, reader)),
      ...own.blocks,
      ...(meta.expanded ? [] : [actions([showMoreFields.make(t.dealForms.moreFields, null)])]),
    ],
  });
}

/** Of the folded form only those without which it is not saved. */
function ownBlocks({ own = noFields }: FormStart, meta: DealFormMeta, used: number, reader: Reader) {
  const fields = meta.expanded ? own.fields : own.fields.filter(({ id }) => own.required.has(id));
  return fieldBlocks({ ...own, fields }, reader, { used, fresh: meta.fresh });
}

/** The form's values by the names of its fields. */
export const valuesOf = (form: FormValues, { fresh }: DealFormMeta): FormValues => freshValues(form, fresh);
