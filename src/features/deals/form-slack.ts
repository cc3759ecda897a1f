/** The form of a new deal and of editing one: opened, unfolded, saved. */
import type { ModalView } from '@slack/types';
import { listPeople } from '../../access/people.ts';
import type { DealId } from '../../lib/ids.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type {
  ActionRequest,
  Opening,
  Request,
  Saving,
  SubmitAnswer,
  SubmitRequest,
} from '../../slack/requests.ts';
import { listCompaniesByIds } from '../companies/service.ts';
import { listContactsByIds } from '../contacts/service.ts';
import type { NewDealStart } from './buttons.ts';
import { startDeal } from './buttons.ts';
import { readNames } from './change-names.ts';
import { changeLine } from './change-views.ts';
import { fitChannel } from './channel.ts';
import { untouchedInputs } from './conflicts.ts';
import { type DealFormMeta, dealForm, dealFormModal, showMoreFields, valuesOf } from './form.ts';
import type { FormStart } from './form-fields.ts';
import { readDealForm, type TypedDeal } from './form-reading.ts';
import type { Deal } from './model.ts';
import {
  changeSeenDeal,
  createDeal,
  findDeal,
  getDealToEdit,
  listStages,
  type SeenChange,
} from './service.ts';
import { apart, meeting, placeOf, refreshDeal } from './showing.ts';

export function registerDealForm(on: Handlers): void {
  on.action(startDeal, (request) => openNewForm(request, request.value));

  on.action(showMoreFields, async (request) => {
    const view = request.view as { private_metadata: string };
    const meta = { ...dealForm.read(view.private_metadata), expanded: true };
    await request.update(await formOf(request, meta, null));
  });

  on.submit(dealForm, (request) =>
    request.meta.id ? saveEdited(request, request.meta.id) : saveNew(request),
  );
}

export const openNewForm = (request: Request & Opening, start: NewDealStart): Promise<void> =>
  request.open(() =>
    formOf(
      request,
      {
        id: null,
        version: 0,
        expanded: false,
        fresh: {},
        companyId: start.companyId ?? null,
        contactIds: start.contactIds ?? [],
        place: {},
        origin: start.origin ?? null,
      },
      start.name ?? null,
    ),
  );

export const openEditForm = (request: ActionRequest<unknown>, id: DealId): Promise<void> =>
  request.open(async () => {
    const deal = await getDealToEdit(request.ctx, id);
    return formOf(request, metaOf(deal, placeOf(request)), null);
  });

const metaOf = (deal: Deal, place: DealFormMeta['place']): DealFormMeta => ({
  id: deal.id,
  version: deal.version,
  expanded: true,
  fresh: {},
  companyId: deal.companyId,
  contactIds: [],
  place,
  origin: null,
});

async function saveNew(request: SubmitRequest<DealFormMeta>): Promise<SubmitAnswer> {
  const typed = await readDealForm(request.ctx, valuesOf(request.form, request.meta), null, meeting(request));
  if (typed.channel) await fitChannel(apart(request), request.client, typed.channel);
  const { origin, contactIds } = request.meta;
  const folded = contactIds.map((contactId) => ({ contactId, role: null }));
  const input = { contacts: folded, ...typed, name: typed.name ?? '' };
  await createDeal(request.ctx, input, { origin, tell: true });
  return undefined;
}

async function saveEdited(request: Saving<DealFormMeta>, id: DealId): Promise<SubmitAnswer> {
  const { ctx, meta } = request;
  const before = await findDeal(ctx, id);
  const typed = await readDealForm(ctx, valuesOf(request.form, meta), before, meeting(request));
  if (typed.channel && typed.channel !== before?.channel)
    await fitChannel(apart(request), request.client, typed.channel);
  const seen = await changeSeenDeal(ctx, id, meta.version, typed);
  if (seen.kind === 'changedMeanwhile') return { update: await toldWhatChanged(request, typed, seen) };
  request.after(() => refreshDeal(request, meta.place, id));
  return undefined;
}

/** The same form over the deal as it is now: what was typed stays, what was left alone shows the new value. */
async function toldWhatChanged(
  request: SubmitRequest<DealFormMeta>,
  typed: TypedDeal,
  { deal, changes }: Extract<SeenChange, { kind: 'changedMeanwhile' }>,
): Promise<ModalView> {
  const { ctx, meta, reader } = request;
  const names = await readNames(ctx, changes);
  const lines = changes.map((change) => changeLine(change, names, reader));
  const fresh = Object.fromEntries(untouchedInputs(typed, changes).map((name) => [name, deal.version]));
  const next = { ...meta, version: deal.version, fresh: { ...meta.fresh, ...fresh } };
  return formOf(request, next, null, [`⚠️ ${reader.t.deals.changed.since}`, ...lines].join('\n'));
}

async function formOf(
  request: Request,
  meta: DealFormMeta,
  name: string | null,
  notice: string | null = null,
): Promise<ModalView> {
  return dealFormModal(await readStart(request, meta, name), meta, request.reader, notice);
}

async function readStart(
  { ctx, person }: Request,
  meta: DealFormMeta,
  name: string | null,
): Promise<FormStart> {
  const deal = meta.id ? await getDealToEdit(ctx, meta.id) : null;
  const companyId = deal ? deal.companyId : meta.companyId;
  const [stages, companies, contacts, people] = await Promise.all([
    listStages(ctx),
    listCompaniesByIds(ctx, companyId ? [companyId] : []),
    listContactsByIds(ctx, deal ? deal.contacts.map((one) => one.contactId) : meta.contactIds),
    listPeople(ctx.db, deal ? [deal.ownerId, ...deal.people] : []),
  ]);
  return {
    deal,
    name,
    company: companies[0] ?? null,
    contacts,
    stages,
    slackIds: new Map(people.map((one) => [one.id, one.slackId])),
    ownSlackId: person.slackId,
    currency: ctx.settings.currency,
    zone: deal?.bidDeadline?.zone ?? ctx.settings.zone,
  };
}
