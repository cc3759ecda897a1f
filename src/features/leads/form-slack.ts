/** The form of a lead: opened, unfolded, saved. */
import { namesOf } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, unlessFiled } from '../../lib/errors.ts';
import type { LeadId, PersonId } from '../../lib/ids.ts';
import { esc, lineOf } from '../../slack/blocks.ts';
import { changedNotice, leftAlone } from '../../slack/changed-notice.ts';
import { wordsOfError } from '../../slack/failures.ts';
import { freshValues } from '../../slack/fresh-fields.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest, Saving, SubmitAnswer } from '../../slack/requests.ts';
import { parsePick } from '../companies/picks.ts';
import { readPick } from '../companies/search-service.ts';
import { getCompany } from '../companies/service.ts';
import { Problems, readPerson } from '../deals/form-reading.ts';
import { openFrom, showOrigin } from '../deals/origin.ts';
import { meeting } from '../deals/showing.ts';
import { readTypedFields } from '../fields/form-reading.ts';
import { readFormFields, saveWithFields } from '../fields/form-service.ts';
import { nextStep } from '../fields/step-slack.ts';
import { toldOfFields } from '../fields/told.ts';
import { moreLeadFields, newLeadShortcut, startLead } from './buttons.ts';
import { readLeadCard } from './card.ts';
import { openLeadForm } from './commands.ts';
import { companyOptionOf, type LeadFormMeta, leadForm, leadFormModal, readLeadForm } from './form.ts';
import type { Lead, LeadFields, NewLead } from './model.ts';
import { nextInRota } from './rota.ts';
import { changeSeenLead, createLead, getLead, getOpenLead } from './service.ts';
import { placeOf, refreshLead } from './showing.ts';
import { leadModal } from './views.ts';

export function registerLeadForm(on: Handlers): void {
  on.action(startLead, (request) =>
    openFrom(request, request.value.origin, 'lead', (place, origin) =>
      openLeadForm(request, { ...request.value, ...(origin ? { origin } : {}) }, place),
    ),
  );
  on.shortcut(newLeadShortcut, (request) => openLeadForm(request, {}));

  on.action(moreLeadFields, async (request) => {
    const { ctx, reader, person } = request;
    const view = request.view as { private_metadata: string };
    const meta = { ...leadForm.read(view.private_metadata), more: true };
    const lead = meta.id ? await getLead(ctx, meta.id) : null;
    const next = await nextInRota(ctx);
    const own = await readFormFields(ctx, 'lead', meta.id, lead?.state ?? null);
    const around = { me: person.slackId, next: next?.name ?? null, own };
    await request.update(leadFormModal(meta, lead, around, reader));
  });

  on.submit(leadForm, (request) =>
    request.meta.id ? saveEdited(request, request.meta.id) : saveNew(request),
  );
}

export const openEditLead = (request: ActionRequest<unknown>, id: LeadId): Promise<void> =>
  request.open(async () => {
    const lead = await getOpenLead(request.ctx, 'edit', id);
    const meta: LeadFormMeta = {
      id,
      version: lead.version,
      more: true,
      fresh: {},
      place: placeOf(request),
      start: {},
    };
    const own = await readFormFields(request.ctx, 'lead', id, lead.state);
    return leadFormModal(meta, lead, { me: null, next: null, own }, request.reader);
  });

async function saveNew(request: Saving<LeadFormMeta>): Promise<SubmitAnswer> {
  const { ctx, meta, form, reader } = request;
  const { start } = meta;
  const typed = { ...startOf(meta), ...readLeadForm(form) };
  const ownerId = await ownerTyped(request);
  const company = await readCompany(ctx, form.choice('company'), null, request.view.id);
  const input: NewLead = { ...typed, ...company, ...(ownerId ? { ownerId } : {}) };
  const own = await readTypedFields(request, form, 'lead', 0);
  const make = async (tx: Ctx) => {
    const made = await createLead(tx, input, { origin: start.origin ?? null });
    return { id: made.id, result: made };
  };
  const saved = await unlessFiled(saveWithFields(ctx, own, make, { made: true }));
  request.after(() => showOrigin(request, meta.place, start.origin, 'lead'));
  if (saved instanceof CrmError) {
    const next = await nextInRota(ctx);
    const shown = await readFormFields(ctx, 'lead', null);
    const notice = `⚠️ ${esc(wordsOfError(saved, request.t))}`;
    const around = { me: request.person.slackId, next: next?.name ?? null, notice, own: shown };
    const without = { ...meta, start: { ...start, origin: undefined } };
    return { update: leadFormModal(without, null, around, reader) };
  }
  if (saved.kind !== 'saved') return undefined;
  const lead = saved.result;
  const next = await nextStep(request, 'lead', lead.id, meta.own, {});
  if (next) return { update: next };
  return { update: leadModal(await readLeadCard(ctx, lead.id), reader, `✅ ${reader.t.leads.created}`) };
}

/** What was known at the start and stands in fields that are folded. */
const startOf = ({ start, more }: LeadFormMeta): Partial<LeadFields> =>
  more || !start.position ? {} : { position: start.position };

/** undefined: the one who fills it in; the field emptied: the one whose turn it is, if anybody takes turns */
async function ownerTyped(request: Saving<LeadFormMeta>): Promise<PersonId | 'next' | undefined> {
  const { ctx, form } = request;
  if (!form.has('owner')) return undefined;
  const chosen = form.choice('owner');
  if (!chosen) return (await nextInRota(ctx)) ? 'next' : undefined;
  const problems = new Problems();
  const id = await readPerson(ctx, chosen, 'owner', problems, meeting(request));
  problems.raise();
  return id;
}

/** Never inside a transaction: a register may be asked. What the lead has already stays as it is. */
export async function readCompany(
  ctx: Ctx,
  value: string | null,
  lead: Lead | null,
  window: string,
): Promise<Partial<LeadFields>> {
  const nothing = { companyName: null, ico: null, country: null, companyId: null };
  if (value === null) return nothing;
  if (lead && companyOptionOf(lead)?.value === value) return {};
  const { companyId, newCompany } = await readPick(ctx, parsePick(value), { window });
  const {
    name,
    ico = null,
    country = null,
  } = companyId ? await getCompany(ctx, companyId) : (newCompany ?? { name: null });
  return { companyName: name, ico, country: ico ? country : null, companyId };
}

async function saveEdited(request: Saving<LeadFormMeta>, id: LeadId): Promise<SubmitAnswer> {
  const { ctx, meta, reader } = request;
  const form = freshValues(request.form, meta.fresh);
  const typed = {
    ...readLeadForm(form),
    ...(await readCompany(ctx, form.choice('company'), await getLead(ctx, id), request.view.id)),
  };
  const { state } = await getLead(ctx, id);
  const own = await readTypedFields(request, form, 'lead', meta.own?.seen ?? 0, state);
  const change = async (tx: Ctx) => {
    const seen = await changeSeenLead(tx, id, meta.version, typed);
    return { id, result: seen, stop: seen.kind === 'changedMeanwhile' };
  };
  const saved = await saveWithFields(ctx, own, change, { id });
  if (saved.kind === 'saved') {
    request.after(() => refreshLead(request, meta.place, id));
    const next = await nextStep(request, 'lead', id, meta.own, meta.place);
    return next ? { update: next } : undefined;
  }
  const ours = await toldOfFields(ctx, own, saved.changes, saved.seen, reader);
  const lead = saved.result?.lead ?? (await getLead(ctx, id));
  const changes = saved.result?.kind === 'changedMeanwhile' ? saved.result.changes : [];
  const names = await namesOf(
    ctx.db,
    changes.flatMap(({ by }) => by ?? []),
  );
  const told = changes.map((change) =>
    change.field === 'nextStep'
      ? { ...change, from: stepText(change.from), to: stepText(change.to) }
      : change,
  );
  const anew = leftAlone(typed, changes).flatMap((field) =>
    field === 'nextStep' ? ['nextStep', 'nextStepOn'] : field === 'companyName' ? ['company'] : [field],
  );
  const anewAt = Object.fromEntries(anew.map((field) => [field, lead.version]));
  const fresh = { ...meta.fresh, ...anewAt, ...ours.fresh };
  const { changed, fields } = reader.t.leads;
  const theirs = told.length > 0 && changedNotice(changed, told, names, fields, reader);
  const notice = lineOf('\n', theirs, ours.notice);
  const again = { ...meta, version: lead.version, fresh };
  const shown = await readFormFields(ctx, 'lead', id, lead.state);
  return { update: leadFormModal(again, lead, { me: null, next: null, notice, own: shown }, reader) };
}

const stepText = (step: unknown): string | null => (step as { text?: string } | null)?.text ?? null;
