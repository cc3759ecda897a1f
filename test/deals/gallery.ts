/** Cards and windows of a deal in every state, with the ugliest of names. */
import { audienceModal, dealModal } from '../../src/features/deals/details-views.ts';
import { dealFormModal } from '../../src/features/deals/form.ts';
import { dealHelp, dealList } from '../../src/features/deals/list-views.ts';
import { lostModal, noBidModal, submittedModal, wonModal } from '../../src/features/deals/outcome-forms.ts';
import {
  accessModal,
  contactsModal,
  handOverModal,
  nextStepModal,
  shareModal,
} from '../../src/features/deals/people-forms.ts';
import { dealCard, deletedCard, deletedNotice, handedOverCard } from '../../src/features/deals/views.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import { esc } from '../../src/slack/blocks.ts';
import { type Gallery, viewsOf } from '../support/gallery.ts';
import { cardOf, company, contact, deal, eva, states, ugly } from './ugly.ts';

const messagesOf = (reader: Reader): Gallery['messages'] => ({
  ...Object.fromEntries(
    Object.entries(states).flatMap(([name, state]) =>
      viewsOf(`deal ${name}`, {
        card: dealCard(cardOf(state), reader),
        'own card': dealCard(cardOf(state), reader, { personal: true }),
        deleted: deletedCard(state, reader),
        'deleted notice': deletedNotice(state, reader),
        'handed over': handedOverCard(cardOf(state), eva, ugly.slice(0, 1000), reader),
      }),
    ),
  ),
  'deal list': dealList(
    {
      scope: { kind: 'found', query: ugly.slice(0, 200) },
      deals: Array.from({ length: 10 }, (_, id) => deal({ id: (id + 1) as never })),
      offset: 10,
      total: 35,
      owners: new Map([[1, eva.name]]),
    },
    reader,
  ),
  'deal list, empty': dealList(
    { scope: { kind: 'found', query: ugly }, deals: [], offset: 0, total: 0 },
    reader,
  ),
  'deal help': dealHelp(reader.t.deals.didYouMean('pomoc'), reader),
});

const start = (it: ReturnType<typeof deal> | null) => ({
  deal: it,
  name: null,
  company: it && company,
  contacts: it ? Array.from({ length: 20 }, (_, id) => contact(id + 1)) : [],
  stages: cardOf(deal()).stages,
  slackIds: new Map([[eva.id, eva.slackId]]),
  ownSlackId: eva.slackId,
  currency: 'CZK' as const,
  zone: 'Europe/Bratislava',
});
const meta = {
  id: null,
  version: 0,
  expanded: false,
  fresh: {},
  companyId: null,
  contactIds: [],
  place: { url: `https://hooks.slack.com/actions/${'x'.repeat(200)}` },
  origin: null,
};

const modalsOf = (reader: Reader): Gallery['modals'] => ({
  ...Object.fromEntries(
    Object.entries(states).flatMap(([name, state]) =>
      viewsOf(`deal ${name}`, {
        window: dealModal(cardOf(state), reader),
        win: wonModal(state, meta.place, reader),
        lose: lostModal(state, meta.place, reader),
        'no bid': noBidModal(state, meta.place, reader),
        submit: submittedModal(state, meta.place, reader),
        access: accessModal(cardOf(state), meta.place, reader),
        contacts: contactsModal(cardOf(state), meta.place, reader),
        'hand over': handOverModal(cardOf(state), meta.place, reader),
        'next step': nextStepModal(cardOf(state), meta.place, reader),
        share: shareModal(cardOf(state), meta.place, reader),
        edit: dealFormModal(
          start(state),
          { ...meta, id: state.id, expanded: true },
          reader,
          esc(ugly.slice(0, 500)),
        ),
        audience: audienceModal(
          state,
          { restricted: state.restricted, owner: eva, named: cardOf(state).named.slice(0, 5), admins: [eva] },
          reader,
        ),
      }),
    ),
  ),
  'deal new': dealFormModal(start(null), meta, reader),
  'deal new, all fields': dealFormModal(start(null), { ...meta, expanded: true }, reader),
  'deal edit, fields emptied': dealFormModal(
    start(deal()),
    { ...meta, id: deal().id, expanded: true, fresh: { name: 4, siteVisitTime: 4 } },
    reader,
  ),
});

export const gallery = (reader: Reader): Gallery => ({
  messages: messagesOf(reader),
  modals: modalsOf(reader),
});
