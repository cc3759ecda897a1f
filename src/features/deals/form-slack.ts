/** The form of a new deal and of editing one: opened, unfolded, saved. */
import type { ModalView } from '@slack/types';
import { listPeople } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, together, unlessFiled } from '../../lib/errors.ts';
import type { DealId } from '../../lib/ids.ts';
import { esc } from '../../slack/blocks.ts';
import { wordsOfError } from '../../slack/failures.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type {
  ActionRequest,
  Opening,
  Place,
  Request,
  Saving,
  SubmitAnswer,
  SubmitRequest,
} from '../../slack/requests.ts';
import { listCompaniesByIds } from '../companies/service.ts';
import { listContactsByIds } from '../contacts/service.ts';
import { readTypedFields } from '../fields/form-reading.ts';
import { readFormFields, saveWithFields } from '../fields/form-service.ts';
import { nextStep } from '../fields/step-slack.ts';
import { type Told, toldOfFields } from '../fields/told.ts';
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
import { openFrom, showOrigin } from './origin.ts';
import {
  changeSeenDeal,
  createDeal,
  findDeal,
  getDealToEdit,
  listStages,
  type SeenChange,
} from './service.ts';
import { apart, meeting, placeOf, refreshDeal } from './showing.ts';
import { usualCurrency } from './usual-currency.ts';

export function registerDealForm(on: Handlers): void {
  on.action(startDeal, (request) =>
    openFrom(request, request.value.origin, 'deal', (place, origin) =>
      openNewForm(request, { ...request.value, ...(origin ? { origin } : {}) }, place),
    ),
  );

  on.action(showMoreFields, async (request) => {
    const view = request.view as { private_metadata: string };
    const meta = { ...dealForm.read(view.private_metadata), expanded: true };
    await request.update(await formOf(request, meta, null));
  });

  on.submit(dealForm, (request) =>
    request.meta.id ? saveEdited(request, request.meta.id) : saveNew(request),
  );
}

/** @param place the card from which it was begun */
export const openNewForm = (
  request: Request & Opening,
  start: NewDealStart,
  place: Place = {},
): Promise<void> =>
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
        place,
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

async function saveNew(request: Saving<DealFormMeta>): Promise<SubmitAnswer> {
  const values = valuesOf(request.form, request.meta);
  const [typed, own] = await together(
    readDealForm(request.ctx, values, null, meeting(request), request.view.id),
    readTypedFields(request, values, 'deal', 0, values.choice('stage') ?? 'new'),
  );
  if (typed.channel) await fitChannel(apart(request), request.client, typed.channel);
  const { origin, contactIds } = request.meta;
  const folded = contactIds.map((contactId) => ({ contactId, role: null }));
  const input = { contacts: folded, ...typed, name: typed.name ?? '' };
  const made = async (tx: Ctx) => {
    const deal = await createDeal(tx, input, { origin, tell: true });
    return { id: deal.id, result: deal.id };
  };
  const saved = await unlessFiled(saveWithFields(request.ctx, own, made, { made: true }));
  request.after(() => showOrigin(request, request.meta.place, origin, 'deal'));
  if (saved instanceof CrmError) {
    const without = { ...request.meta, origin: null };
    return { update: await formOf(request, without, null, `⚠️ ${esc(wordsOfError(saved, request.t))}`) };
  }
  if (saved.kind !== 'saved') return undefined;
  const next = await nextStep(request, 'deal', saved.result, request.meta.own, {});
  return next ? { update: next } : undefined;
}

async function saveEdited(request: Saving<DealFormMeta>, id: DealId): Promise<SubmitAnswer> {
  const { ctx, meta } = request;
  const before = await findDeal(ctx, id);
  const values = valuesOf(request.form, meta);
  const [typed, own] = await together(
    readDealForm(ctx, values, before, meeting(request), request.view.id),
    readTypedFields(request, values, 'deal', meta.own?.seen ?? 0, values.choice('stage') ?? before?.stage),
  );
  if (typed.channel && typed.channel !== before?.channel)
    await fitChannel(apart(request), request.client, typed.channel);
  const change = async (tx: Ctx) => {
    const seen = await changeSeenDeal(tx, id, meta.version, typed);
    return { id, result: seen, stop: seen.kind === 'changedMeanwhile' };
  };
  const saved = await saveWithFields(ctx, own, change, { id });
  if (saved.kind === 'changedMeanwhile') {
    const told = await toldOfFields(ctx, own, saved.changes, saved.seen, request.reader);
    const seen = saved.result?.kind === 'changedMeanwhile' ? saved.result : null;
    return { update: await toldWhatChanged(request, typed, seen ?? (await unchanged(request, id)), told) };
  }
  request.after(() => refreshDeal(request, meta.place, id));
  const next = await nextStep(request, 'deal', id, meta.own, meta.place);
  return next ? { update: next } : undefined;
}

/** The same form over the deal as it is now: what was typed stays, what was left alone shows the new value. */
async function toldWhatChanged(
  request: SubmitRequest<DealFormMeta>,
  typed: TypedDeal,
  { deal, changes }: Pick<Extract<SeenChange, { kind: 'changedMeanwhile' }>, 'deal' | 'changes'>,
  told: Told,
): Promise<ModalView> {
  const { ctx, meta, reader } = request;
  const names = await readNames(ctx, changes);
  const lines = changes.map((change) => changeLine(change, names, reader));
  const fresh = Object.fromEntries(untouchedInputs(typed, changes).map((name) => [name, deal.version]));
  const next = { ...meta, version: deal.version, fresh: { ...meta.fresh, ...fresh, ...told.fresh } };
  const own = lines.length > 0 ? [`⚠️ ${reader.t.deals.changed.since}`, ...lines] : [];
  return formOf(request, next, null, [...own, ...(told.notice ? [told.notice] : [])].join('\n'));
}

/** Only its custom fields were changed meanwhile. */
const unchanged = async ({ ctx }: Request, id: DealId) => ({
  deal: await getDealToEdit(ctx, id),
  changes: [],
});

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
  const [stages, companies, contacts, people, own] = await Promise.all([
    listStages(ctx),
    listCompaniesByIds(ctx, companyId ? [companyId] : []),
    listContactsByIds(ctx, deal ? deal.contacts.map((one) => one.contactId) : meta.contactIds),
    listPeople(ctx.db, deal ? [deal.ownerId, ...deal.people] : []),
    readFormFields(ctx, 'deal', meta.id, deal?.stage ?? 'new'),
  ]);
  return {
    deal,
    name,
    company: companies[0] ?? null,
    contacts,
    stages,
    slackIds: new Map(people.map((one) => [one.id, one.slackId])),
    ownSlackId: person.slackId,
    currency: deal ? ctx.settings.currency : await usualCurrency(ctx),
    zone: deal?.bidDeadline?.zone ?? ctx.settings.zone,
    own,
  };
}
