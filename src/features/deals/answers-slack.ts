/** What the windows that ask bring back. */
import { together } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { alertView } from '../../slack/standing.ts';
import { searchContacts } from '../contacts/service.ts';
import { contactSuggestions } from '../contacts/views.ts';
import { readStageFields, saveStageFields } from '../fields/stage-fields.ts';
import { fitChannel } from './channel.ts';
import { Problems, readPeople, readPerson } from './form-reading.ts';
import {
  lostForm,
  noBidForm,
  readFinalValue,
  readLoss,
  readSubmission,
  submittedForm,
  wonForm,
} from './outcome-forms.ts';
import { awardDeal, declineBid, loseDeal, submitOffer } from './outcome-service.ts';
import {
  accessForm,
  contactsForm,
  contactsModal,
  handOverForm,
  nextStepForm,
  pickDealContacts,
  readContactsForm,
  readNextStepForm,
  shareForm,
} from './people-forms.ts';
import { changeDeal, getDeal } from './service.ts';
import { handOverDeal, openDealToAll, restrictDeal, shareDealTo } from './sharing-service.ts';
import { apart, meeting, readCard, refreshDeal } from './showing.ts';

const suggested = 20;

export function registerDealAnswers(on: Handlers): void {
  on.submit(wonForm, async (request) => {
    const { id, place } = request.meta;
    const deal = await getDeal(request.ctx, id);
    const [value, own] = await together(
      Promise.resolve().then(() => readFinalValue(request.form, request.ctx, deal)),
      readStageFields(request, 'deal', 'won'),
    );
    await saveStageFields(request.ctx, own, id, (tx) => awardDeal(tx, id, value));
    request.after(() => refreshDeal(request, place, id));
    return undefined;
  });

  on.submit(lostForm, async (request) => {
    const { id, place } = request.meta;
    const loss = readLoss(request.form, request.ctx, await getDeal(request.ctx, id));
    await loseDeal(request.ctx, id, loss);
    request.after(() => refreshDeal(request, place, id));
    return undefined;
  });

  on.submit(noBidForm, async (request) => {
    const { id, place } = request.meta;
    await declineBid(request.ctx, id, request.form.text('note'));
    request.after(() => refreshDeal(request, place, id));
    return undefined;
  });

  on.submit(submittedForm, async (request) => {
    const { id, place } = request.meta;
    const [submission, own] = await together(
      Promise.resolve().then(() => readSubmission(request.form, request.reader)),
      readStageFields(request, 'deal', 'offer'),
    );
    await saveStageFields(request.ctx, own, id, (tx) => submitOffer(tx, id, submission));
    request.after(() => refreshDeal(request, place, id));
    return undefined;
  });

  on.submit(nextStepForm, async (request) => {
    const { id, place } = request.meta;
    const problems = new Problems();
    const ownerId = await readPerson(
      request.ctx,
      request.form.choice('who'),
      'who',
      problems,
      meeting(request),
    );
    problems.raise();
    const step = readNextStepForm(request.form);
    await changeDeal(request.ctx, id, { nextStep: step && { ...step, ownerId: ownerId as PersonId } });
    request.after(() => refreshDeal(request, place, id));
    return undefined;
  });

  on.suggest(pickDealContacts, async ({ ctx, query, meta, reader }) => {
    const companyId = (meta as { companyId: number | null } | null)?.companyId ?? null;
    const found = await searchContacts(ctx, query, suggested, companyId as never);
    return contactSuggestions(found, query, reader);
  });

  on.choice(pickDealContacts, async (request) => {
    const meta = contactsForm.read((request.view as { private_metadata: string }).private_metadata);
    const card = await readCard(request, meta.id);
    await request.update(contactsModal(card, meta.place, request.reader, pickedIn(request.view as never)));
  });

  on.submit(contactsForm, async (request) => {
    const { id, place } = request.meta;
    await changeDeal(request.ctx, id, readContactsForm(request.form));
    request.after(() => refreshDeal(request, place, id));
    return undefined;
  });

  on.submit(handOverForm, async (request) => {
    const { id, place } = request.meta;
    const problems = new Problems();
    const to = await readPerson(
      request.ctx,
      request.form.choice('owner'),
      'owner',
      problems,
      meeting(request),
    );
    problems.raise();
    await handOverDeal(request.ctx, id, to as PersonId, request.form.text('note'));
    request.after(() => refreshDeal(request, place, id));
    return undefined;
  });

  on.submit(accessForm, async (request) => {
    const { id, place } = request.meta;
    const problems = new Problems();
    const people = await readPeople(
      request.ctx,
      request.form.choices('people'),
      'people',
      problems,
      meeting(request),
    );
    problems.raise();
    const change = request.form.choices('restricted').includes('yes') ? restrictDeal : openDealToAll;
    await change(request.ctx, id, people);
    request.after(() => refreshDeal(request, place, id));
    return undefined;
  });

  on.submit(shareForm, async (request) => {
    const channel = request.form.choice('channel') as string;
    await fitChannel(apart(request), request.client, channel);
    await shareDealTo(request.ctx, request.meta.id, channel);
    return { update: alertView(request.t, `✅ ${request.t.dealForms.share.done}`) };
  });
}

interface Picking {
  state: {
    values: { contacts?: Record<string, { selected_options?: { value: string; text: { text: string } }[] }> };
  };
}

/** What is picked so far, with what the person sees of it. */
function pickedIn(view: Picking): { value: string; name: string }[] {
  const field = Object.values(view.state.values.contacts ?? {})[0];
  return (field?.selected_options ?? []).map(({ value, text }) => ({
    value,
    name: value.startsWith('n:') ? value.slice(2) : text.text,
  }));
}
