/** What a merge would do, told before it is done. */
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { lineOf } from '../../slack/blocks.ts';
import { fieldLabel, fieldText } from '../companies/field-words.ts';
import { valueOfField } from '../companies/fields.ts';
import { ownHint } from '../companies/picks.ts';
import { getCompany, listCompaniesByIds, namesIn } from '../companies/service.ts';
import { fullName } from '../contacts/model.ts';
import { getContact, listContactsOf } from '../contacts/service.ts';
import { toldOf } from '../contacts/told.ts';
import { countDealsOfCompany, countDealsOfContact } from '../deals/service.ts';
import type { MergeKind, Pair } from './model.ts';
import { compare } from './service.ts';

/** Plain text: whoever puts it into mrkdwn escapes it. */
export interface Preview extends Pair {
  kept: string;
  gone: string;
  /** as far as the reader sees them */
  deals: number;
  contacts: number;
  /** labels of fields */
  filled: string[];
  differing: { label: string; kept: string; gone: string }[];
  /** two different numbers: perhaps two companies */
  twoIcos: boolean;
}

/** `Mostní stavby Brno, a.s. · IČO 00000035` */
export async function titleOf(ctx: Ctx, kind: MergeKind, id: number, reader: Reader): Promise<string> {
  if (kind === 'company') {
    const company = await getCompany(ctx, id as CompanyId);
    return lineOf(' · ', company.name, ownHint(company, reader));
  }
  const contact = await getContact(ctx, id as ContactId);
  const [company] = await listCompaniesByIds(ctx, contact.companyId ? [contact.companyId] : []);
  return lineOf(' · ', fullName(contact), company?.name, contact.email ?? contact.phone);
}

/** @throws CrmError notFound, merge.same */
export async function readPreview(ctx: Ctx, pair: Pair, reader: Reader): Promise<Preview> {
  const { kind, keptId, goneId } = pair;
  const { filled, differing } = await compare(ctx, pair);
  const [kept, gone] = await Promise.all([
    titleOf(ctx, kind, keptId, reader),
    titleOf(ctx, kind, goneId, reader),
  ]);
  const [keptTexts, goneTexts] = await textsOf(ctx, pair, differing, reader);
  const isCompany = kind === 'company';
  const counted = isCompany
    ? await countDealsOfCompany(ctx, goneId as CompanyId)
    : { all: await countDealsOfContact(ctx, goneId as ContactId) };
  return {
    ...pair,
    kept,
    gone,
    deals: 'all' in counted ? counted.all : counted.open + counted.won + counted.lost,
    contacts: isCompany ? (await listContactsOf(ctx, goneId as CompanyId)).length : 0,
    filled: filled.map((field) => labelOf(kind, field, reader)),
    differing: differing.map((field) => ({
      label: labelOf(kind, field, reader),
      kept: keptTexts(field),
      gone: goneTexts(field),
    })),
    twoIcos: differing.includes('ico'),
  };
}

const labelOf = (kind: MergeKind, field: string, reader: Reader): string =>
  kind === 'company'
    ? fieldLabel(field, reader)
    : (({ ...reader.t.contacts.fields, ...reader.t.merging.fields } as Record<string, string>)[field] ??
      field);

type Texts = (field: string) => string;

async function textsOf(
  ctx: Ctx,
  { kind, keptId, goneId }: Pair,
  fields: string[],
  reader: Reader,
): Promise<[Texts, Texts]> {
  if (kind === 'company') {
    const companies = [
      await getCompany(ctx, keptId as CompanyId),
      await getCompany(ctx, goneId as CompanyId),
    ];
    const names = await namesIn(
      ctx,
      fields.map((field) => ({
        field,
        from: companies[0] && valueOfField(companies[0], field),
        to: companies[1] && valueOfField(companies[1], field),
        by: null,
      })),
    );
    return companies.map(
      (company): Texts =>
        (field) =>
          fieldText(field, valueOfField(company, field), names, reader),
    ) as [Texts, Texts];
  }
  const contacts = [await getContact(ctx, keptId as ContactId), await getContact(ctx, goneId as ContactId)];
  const employers = await listCompaniesByIds(
    ctx,
    contacts.flatMap(({ companyId }) => companyId ?? []),
  );
  return contacts.map((contact): Texts => {
    const told = toldOf(contact);
    return (field) =>
      field === 'companyId'
        ? (employers.find(({ id }) => id === contact.companyId)?.name ?? '–')
        : field === 'legalBasis' && contact.legalBasis
          ? reader.t.contactCard.bases[contact.legalBasis]
          : String(told[field] ?? '–');
  }) as [Texts, Texts];
}
