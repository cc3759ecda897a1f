import type { LeadId, PersonId } from '../../lib/ids.ts';
import type { PlainDate } from '../../lib/time.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest } from '../../slack/requests.ts';
import { showAudience } from '../audience/slack.ts';
import { Problems, readPerson } from '../deals/form-reading.ts';
import { meeting } from '../deals/showing.ts';
import {
  doWithLead,
  filterClass,
  filterOwner,
  filterState,
  type LeadDoing,
  leadMenu,
  leadSettings,
  leadsPage,
  listLeadsOf,
  openLead,
} from './buttons.ts';
import { disqualifyLead, reopenLead } from './closing.ts';
import { readList } from './commands.ts';
import { openConversion, registerConvertHandlers, takeConversionBack } from './convert-slack.ts';
import { openEditLead, registerLeadForm } from './form-slack.ts';
import { filterOf } from './list-views.ts';
import type { DisqualifyReason, LeadClass, LeadFilter } from './model.ts';
import { changeLeadSettings, listRota, nextInRota, untouchedDays } from './rota.ts';
import { changeLead, getOpenLead, handLeadOver } from './service.ts';
import { openLeadWindow, placeOf, refreshLead } from './showing.ts';
import {
  disqualifyForm,
  disqualifyModal,
  handOverForm,
  handOverModal,
  settingsForm,
  settingsModal,
  stepForm,
  stepModal,
} from './windows.ts';

type Click = ActionRequest<unknown>;

export function registerLeadHandlers(on: Handlers): void {
  registerLeadForm(on);
  registerConvertHandlers(on);
  registerLists(on);
  registerSettings(on);

  on.action(openLead, (request) => openLeadWindow(request, request.value));
  on.action(doWithLead, (request) => perform[request.value.what](request, request.value.id));
  on.action(leadMenu, (request) => perform[request.value.what](request, request.value.id));

  on.submit(stepForm, async (request) => {
    const { id, place } = request.meta;
    const text = request.form.text('nextStep');
    const on = request.form.choice('nextStepOn') as PlainDate | null;
    await changeLead(request.ctx, id, { nextStep: text || on ? { text: text ?? '', on } : null });
    request.after(() => refreshLead(request, place, id));
    return undefined;
  });

  on.submit(handOverForm, async (request) => {
    const { id, place } = request.meta;
    const { ctx, form } = request;
    const chosen = form.choice('owner');
    const isNext = form.choice('way') === 'next' && !chosen;
    const problems = new Problems();
    if (!isNext && !chosen) problems.add('owner', 'required', {});
    const to = isNext ? 'next' : await readPerson(ctx, chosen, 'owner', problems, meeting(request));
    problems.raise();
    await handLeadOver(ctx, id, to as PersonId | 'next');
    request.after(() => refreshLead(request, place, id));
    return undefined;
  });

  on.submit(disqualifyForm, async (request) => {
    const { id, place } = request.meta;
    const { form } = request;
    const reason = form.choice('reason') as DisqualifyReason | null;
    await disqualifyLead(request.ctx, id, { reason, note: form.text('note') });
    request.after(() => refreshLead(request, place, id));
    return undefined;
  });
}

const perform: Record<LeadDoing, (request: Click, id: LeadId) => Promise<void>> = {
  convert: openConversion,
  undoConversion: takeConversionBack,
  edit: openEditLead,
  nextStep: (request, id) =>
    request.open(async () => {
      const lead = await getOpenLead(request.ctx, 'edit', id);
      return stepModal(lead, { id, place: placeOf(request) }, request.reader);
    }),
  handOver: (request, id) =>
    request.open(async () => {
      const lead = await getOpenLead(request.ctx, 'handOver', id);
      const next = await nextInRota(request.ctx);
      return handOverModal(lead, next?.name ?? null, { id, place: placeOf(request) }, request.reader);
    }),
  disqualify: (request, id) =>
    request.open(async () => {
      const lead = await getOpenLead(request.ctx, 'disqualify', id);
      return disqualifyModal(lead, { id, place: placeOf(request) }, request.reader);
    }),
  whoSees: (request, id) => showAudience(request, { kind: 'lead', id }),
  reopen: async (request, id) => {
    await reopenLead(request.ctx, id);
    await refreshLead(request, placeOf(request), id);
  },
};

function registerLists(on: Handlers): void {
  on.action(listLeadsOf, async ({ ctx, reader, say, value }) => {
    await say(await readList(ctx, { ownerId: value, state: 'open', class: null, offset: 0 }, reader));
  });
  on.action(leadsPage, async (request) =>
    request.replace(await readList(request.ctx, request.value, request.reader)),
  );
  on.choice(filterOwner, (request) =>
    refilter(request, { ownerId: request.value === 'all' ? null : (Number(request.value) as PersonId) }),
  );
  on.choice(filterState, (request) => refilter(request, { state: request.value as LeadFilter['state'] }));
  on.choice(filterClass, (request) =>
    refilter(request, { class: request.value === 'all' ? null : (request.value as LeadClass) }),
  );
}

async function refilter(request: ActionRequest<string | null>, change: Partial<LeadFilter>): Promise<void> {
  const meta = { ...filterOf(request.suffix), ...change, offset: 0 };
  await request.replace(await readList(request.ctx, meta, request.reader));
}

function registerSettings(on: Handlers): void {
  on.action(leadSettings, (request) =>
    request.open(async () => {
      const rota = await listRota(request.ctx);
      const days = await untouchedDays(request.ctx);
      return settingsModal(
        rota.map(({ slackId }) => slackId),
        days,
        request.reader,
      );
    }),
  );
  on.submit(settingsForm, async ({ ctx, form }) => {
    await changeLeadSettings(ctx, { slackIds: form.choices('rota'), days: Number(form.text('days')) });
    return undefined;
  });
}
