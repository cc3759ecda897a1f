/** The form of a company: opened, unfolded, saved. */
import { listPeople } from '../../access/people.ts';
import type { FieldChange } from '../../events/changes.ts';
import type { Ctx } from '../../lib/context.ts';
import { together } from '../../lib/errors.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { bold, esc, lineOf } from '../../slack/blocks.ts';
import { changedNotice } from '../../slack/changed-notice.ts';
import { freshValues } from '../../slack/fresh-fields.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { Request, Saving, SubmitAnswer } from '../../slack/requests.ts';
import { meeting } from '../deals/showing.ts';
import { readTypedFields } from '../fields/form-reading.ts';
import { readFormFields, saveWithFields } from '../fields/form-service.ts';
import { nextStep } from '../fields/step-slack.ts';
import { toldOfFields } from '../fields/told.ts';
import { findAlikeCompany } from './alike.ts';
import { editCompany, startCompany } from './buttons.ts';
import { readCompanyWindow } from './card.ts';
import { fieldLabel, fieldText } from './field-words.ts';
import { same } from './fields.ts';
import { type CompanyFormMeta, companyForm, companyFormModal, showMoreFields } from './form.ts';
import { blankStart, type CompanyFormStart, ownerOf } from './form-fields.ts';
import { readCompanyForm } from './form-reading.ts';
import type { Company, TypedCompany } from './model.ts';
import { namesIn } from './names.ts';
import { newCompanyModal } from './new-company.ts';
import {
  changeSeenCompany,
  createTypedCompany,
  getCompany,
  listCompaniesByIds,
  listDomains,
} from './service.ts';
import { refreshPlace } from './showing.ts';
import { companyModal } from './window-views.ts';

export function registerCompanyForm(on: Handlers): void {
  on.action(startCompany, (request) => request.open(() => newCompanyModal(request, request.value)));

  on.action(editCompany, (request) =>
    request.open(async () => {
      const { id, version } = await getCompany(request.ctx, request.value);
      return formOf(request, { id, version, more: false, fresh: {}, place: request.place });
    }),
  );

  on.action(showMoreFields, async (request) => {
    const view = request.view as { private_metadata: string };
    const meta = companyForm.read(view.private_metadata);
    await request.update(await formOf(request, { ...meta, more: true }));
  });

  on.submit(companyForm, (request) =>
    request.meta.id ? saveEdited(request, request.meta.id) : saveNew(request),
  );
}

async function saveNew(request: Saving<CompanyFormMeta>): Promise<SubmitAnswer> {
  const { ctx, meta, form, reader } = request;
  const values = freshValues(form, meta.fresh);
  const [typed, own] = await together(
    readCompanyForm(ctx, values, meeting(request), request.view.id),
    readTypedFields(request, values, 'company', 0),
  );
  const alike = await findAlikeCompany(ctx, typed, meta.shown ?? []);
  if (alike) {
    const words = reader.t.merging.alike;
    const notice = alike.by === 'domain' ? words.domain(esc(alike.domain ?? '')) : words[alike.by];
    const next = { ...meta, shown: [...(meta.shown ?? []), alike.company.id] };
    const { id, name } = alike.company;
    return { update: await formOf(request, next, `⚠️ ${notice}\n${bold(esc(name))}`, id) };
  }
  const make = async (tx: Ctx) => {
    const made = await createTypedCompany(tx, typed, 'person', { besides: meta.shown });
    // One that is here already keeps its fields.
    if (made.known) own.values.clear();
    return { id: made.company.id, result: made };
  };
  const saved = await saveWithFields(ctx, own, make, { made: true });
  if (saved.kind !== 'saved') return undefined;
  const { company, known } = saved.result;
  const note = known ? reader.t.companies.knownAlready : null;
  const next = known ? null : await nextStep(request, 'company', company.id, meta.own, {});
  return { update: next ?? companyModal(await readCompanyWindow(ctx, company.id), reader, note) };
}

async function saveEdited(request: Saving<CompanyFormMeta>, id: CompanyId): Promise<SubmitAnswer> {
  const { ctx, meta, reader } = request;
  const values = freshValues(request.form, meta.fresh);
  const [typed, own] = await together(
    readCompanyForm(ctx, values, meeting(request), request.view.id),
    readTypedFields(request, values, 'company', meta.own?.seen ?? 0),
  );
  const change = async (tx: Ctx) => {
    const seen = await changeSeenCompany(tx, id, meta.version, typed);
    return { id, result: seen, stop: seen.kind === 'changedMeanwhile' };
  };
  const saved = await saveWithFields(ctx, own, change, { id });
  if (saved.kind === 'saved') {
    request.after(() => refreshPlace(request, meta.place, id));
    const next = await nextStep(request, 'company', id, meta.own, meta.place);
    return next ? { update: next } : undefined;
  }
  const told = await toldOfFields(ctx, own, saved.changes, saved.seen, reader);
  const company = saved.result?.company ?? (await getCompany(ctx, id));
  const changes = saved.result?.kind === 'changedMeanwhile' ? saved.result.changes : [];
  const names = await namesIn(ctx, changes);
  const shown = changes.map((change) => ({
    ...change,
    from: fieldText(change.field, change.from, names, reader),
    to: fieldText(change.field, change.to, names, reader),
  }));
  const labels = Object.fromEntries(changes.map(({ field }) => [field, fieldLabel(field, reader)]));
  const ours =
    shown.length > 0 && changedNotice(reader.t.companies.changed, shown, names.people, labels, reader);
  const notice = lineOf('\n', ours, told.notice) || null;
  const anew = Object.fromEntries(leftAlone(typed, changes).map((name) => [name, company.version]));
  const next = { ...meta, version: company.version, fresh: { ...meta.fresh, ...anew, ...told.fresh } };
  return { update: await formOf(request, next, notice) };
}

/** Inputs that others changed and this person left alone: they are shown anew. */
const leftAlone = (typed: TypedCompany, changes: FieldChange[]): string[] =>
  changes
    .filter(({ field, from }) => same((typed as unknown as Record<string, unknown>)[field], from))
    .flatMap(({ field }) => (field === 'budget' ? ['budget', 'budgetCurrency'] : [field]));

async function formOf(
  request: Request,
  meta: CompanyFormMeta,
  notice: string | null = null,
  like: CompanyId | null = null,
) {
  const { ctx, reader, person } = request;
  const company = meta.id ? await getCompany(ctx, meta.id) : null;
  const start = await readStart(request, company);
  const own = await readFormFields(ctx, 'company', meta.id);
  const slackId = company ? start.slackId : person.slackId;
  return companyFormModal({ ...start, slackId }, meta, reader, { notice, like, own });
}

async function readStart({ ctx }: Request, company: Company | null): Promise<CompanyFormStart> {
  const { currency } = ctx.settings;
  if (!company) return { ...blankStart, currency };
  const [domains, parents, owners] = await Promise.all([
    listDomains(ctx, company.id),
    listCompaniesByIds(ctx, company.parentId ? [company.parentId] : []),
    listPeople(ctx.db, ownerOf(company)),
  ]);
  const parent = parents[0] ?? null;
  return { company, typed: {}, domains, parent, slackId: owners[0]?.slackId ?? null, currency };
}
