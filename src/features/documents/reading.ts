/** Files with the names that are shown with them. */
import { listPeople } from '../../access/people.ts';
import { mayImport } from '../../access/policy.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, DealId, LeadId } from '../../lib/ids.ts';
import { getActivity } from '../activities/service.ts';
import type { Company } from '../companies/model.ts';
import { getCompany, listCompaniesByIds } from '../companies/service.ts';
import { dealNumber } from '../deals/model.ts';
import { getDeal, listDealNames, listDealsByIds } from '../deals/service.ts';
import { isSpreadsheet } from '../imports/buttons.ts';
import { leadName, leadNumber } from '../leads/model.ts';
import { findLead, getLead } from '../leads/service.ts';
import type { FilesMeta } from './buttons.ts';
import { type FileSubject, pageSize, type StoredFile } from './model.ts';
import type { Offer } from './offer-store.ts';
import { listFiles, listFilesByIds, listFoldersOf } from './service.ts';

export interface ShownFile {
  file: StoredFile;
  author: string | null;
  /** `D-42`, or the company's name */
  about: string;
}

export interface FilesPage {
  meta: FilesMeta;
  name: string;
  files: ShownFile[];
  total: number;
  folders: string[];
}

/** @throws CrmError notFound, also when the actor may not see it */
export async function readFilesPage(ctx: Ctx, meta: FilesMeta): Promise<FilesPage> {
  const name = await nameOf(ctx, meta.of);
  const page = { limit: pageSize, offset: meta.offset };
  const { files, total } = await listFiles(ctx, meta.of, { folder: meta.folder }, page);
  // The last one of the last page was deleted meanwhile.
  if (files.length === 0 && meta.offset > 0)
    return readFilesPage(ctx, { ...meta, offset: Math.max(0, meta.offset - pageSize) });
  return { meta, name, files: await toShown(ctx, files), total, folders: await listFoldersOf(ctx, meta.of) };
}

async function toShown(ctx: Ctx, files: StoredFile[]): Promise<ShownFile[]> {
  const people = await listPeople(
    ctx.db,
    files.flatMap((file) => file.authorId ?? []),
  );
  const companies = await listCompaniesByIds(
    ctx,
    files.flatMap((file) => file.companyId ?? []),
  );
  const company = (id: CompanyId | null): Company | undefined => companies.find((one) => one.id === id);
  return files.map((file) => ({
    file,
    author: people.find((one) => one.id === file.authorId)?.name ?? null,
    about: file.dealId
      ? dealNumber(file.dealId)
      : (company(file.companyId)?.name ?? (file.leadId ? leadNumber(file.leadId) : '')),
  }));
}

export async function nameOf(ctx: Ctx, { kind, id }: FileSubject): Promise<string> {
  if (kind === 'company') return (await getCompany(ctx, id)).name;
  if (kind === 'lead') return leadName(await getLead(ctx, id));
  if (kind === 'activity') return whereIs(ctx, await getActivity(ctx, id));
  const deal = await getDeal(ctx, id);
  return `${dealNumber(deal.id)} · ${deal.name}`;
}

/** `D-42 · Lávka`, else the company; empty when the reader sees neither */
export async function whereIs(
  ctx: Ctx,
  {
    dealId,
    companyId,
    leadId = null,
  }: { dealId: DealId | null; companyId: CompanyId | null; leadId?: LeadId | null },
): Promise<string> {
  if (dealId !== null) {
    const name = (await listDealNames(ctx, [dealId])).get(dealId);
    return name === undefined ? '' : `${dealNumber(dealId)} · ${name}`;
  }
  const [company] = await listCompaniesByIds(ctx, companyId ? [companyId] : []);
  if (company) return company.name;
  const lead = leadId ? await findLead(ctx, leadId) : null;
  return lead ? leadName(lead) : '';
}

/** A channel hears only of deals that every full member sees, and this one may have been restricted since. */
async function placeTold(ctx: Ctx, { channel }: Offer, file: StoredFile): Promise<string> {
  const isHushed =
    !channel.startsWith('D') &&
    file.dealId !== null &&
    (await listDealsByIds(ctx, 'everyone', [file.dealId])).length === 0;
  return isHushed ? '🔒' : whereIs(ctx, file);
}

export interface ShownOffer {
  offer: Offer;
  names: string[];
  keptBy: string | null;
  /** where they are kept */
  where: string | null;
  /** lists in the DM of somebody who may bring them in */
  importable: boolean;
}

export async function readOffer(ctx: Ctx, offer: Offer): Promise<ShownOffer> {
  const [person] = await listPeople(ctx.db, offer.keptBy ? [offer.keptBy] : []);
  const kept = offer.kept ?? [];
  const files = await listFilesByIds(ctx, kept);
  return {
    offer,
    names: (files.length > 0 ? files : offer.files).map((file) => file.name),
    keptBy: person?.name ?? null,
    where: files[0] ? await placeTold(ctx, offer, files[0]) : null,
    importable:
      offer.channel.startsWith('D') &&
      offer.files.some((file) => isSpreadsheet(file.name)) &&
      (await mayImport(ctx)),
  };
}
