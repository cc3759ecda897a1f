/** A person's data: who is meant, what is held, what an erasure would do, and what remains to be looked at. */
import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { ActivityId, CompanyId, ContactId, DealId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import {
  actions,
  type Blocks,
  bold,
  context,
  divider,
  esc,
  lineOf,
  type Message,
  section,
} from '../../slack/blocks.ts';
import { input, modalView, textField } from '../../slack/forms.ts';
import { openEntry } from '../activities/buttons.ts';
import { openCompany } from '../companies/buttons.ts';
import { openContact } from '../contacts/buttons.ts';
import { openDeal } from '../deals/buttons.ts';
import {
  eraseForm,
  exportPerson,
  findForm,
  heldWindow,
  openErase,
  pickPerson,
  sendCertificate,
} from './buttons.ts';
import type { Count } from './counting.ts';
import type { Erasure } from './erasure.ts';
import { showPhone } from './phones.ts';
import type { Candidate, Gathered } from './seeking.ts';

export interface PastErasure {
  erasure: Erasure;
  askedBy: string | null;
}

export function findModal(past: PastErasure[], reader: Reader): ModalView {
  const { t } = reader;
  const words = t.privacy.find;
  return modalView({
    id: findForm,
    meta: null,
    title: words.title,
    submit: words.go,
    close: t.common.cancel,
    blocks: [
      input('query', words.what, textField(null, { limit: 200, focus: true }), { hint: words.hint }),
      ...(past.length > 0 ? [divider(), context(words.past)] : []),
      ...past.map(({ erasure, askedBy }) =>
        section(
          lineOf(
            ' · ',
            esc(words.pastLine(erasure.id, reader.when(erasure.askedAt), askedBy)),
            erasure.stage === 'done' ? null : words.running,
          ),
          erasure.stage === 'done'
            ? sendCertificate.make(words.certificate, erasure.id, { suffix: erasure.id })
            : undefined,
        ),
      ),
    ],
  });
}

export function chooseModal(people: Candidate[], typed: string, reader: Reader): ModalView {
  const { t } = reader;
  const words = t.privacy.find;
  return modalView({
    id: heldWindow,
    meta: null,
    title: words.title,
    close: t.common.close,
    blocks:
      people.length === 0
        ? [section(esc(words.nobody(cut(typed, 100))))]
        : [
            context(words.choose),
            ...people.map((person, index) =>
              section(personLine(person), pickPerson.make(words.open, person, { suffix: index })),
            ),
          ],
  });
}

const personLine = ({ company, name, email, phone }: Candidate): string =>
  lineOf(
    ' · ',
    name && `${company ? '🏢' : '👤'} ${bold(esc(cut(name, 100)))}`,
    email && esc(email),
    phone && esc(showPhone(phone)),
  );

export function heldModal(person: Candidate, gathered: Gathered, counts: Count[], reader: Reader): ModalView {
  const { t } = reader;
  const words = t.privacy.held;
  const { sought, shared, isColleague } = gathered;
  const knownBy = [...sought.names, ...sought.emails, ...sought.phones.map(showPhone)].map((one) =>
    esc(cut(one, 100)),
  );
  return modalView({
    id: heldWindow,
    meta: null,
    title: words.title,
    close: t.common.close,
    blocks:
      isColleague && sought.contacts.length === 0
        ? [section(words.colleague)]
        : [
            section(`👤 ${bold(words.knownBy)}\n${cut(knownBy.join(' · '), 2500)}`),
            section(
              counts.length === 0
                ? words.nothing
                : counts
                    .map(({ kind, count }) => `• ${t.privacy.kinds[kind]}: ${bold(String(count))}`)
                    .join('\n'),
            ),
            context(lineOf(' ', words.more, shared > 0 && words.shared(shared))),
            actions([
              exportPerson.make(words.export, person, { style: 'primary' }),
              openErase.make(words.erase, person, { style: 'danger' }),
            ]),
          ],
  });
}

/** What is typed to confirm: what the person is shown by. */
export const confirmWord = ({ names, emails, phones }: Gathered['sought']): string =>
  names[0] ?? emails[0] ?? phones[0] ?? '';

export function eraseModal(
  person: Candidate,
  { sought, shared }: Gathered,
  counts: Count[],
  reader: Reader,
): ModalView {
  const { t } = reader;
  const words = t.privacy.erase;
  const word = confirmWord(sought);
  return modalView({
    id: eraseForm,
    meta: { person, word },
    title: words.title,
    submit: words.submit,
    close: t.common.cancel,
    blocks: [
      section(`${bold(words.goes)}\n${words.goesText}`),
      ...(counts.length > 0
        ? [context(counts.map(({ kind, count }) => `${t.privacy.kinds[kind]}: ${count}`).join(' · '))]
        : []),
      section(`${bold(words.stays)}\n${words.staysText}`),
      ...(shared > 0 ? [context(t.privacy.held.shared(shared))] : []),
      section(`⚠️ ${words.noUndo}`),
      input('word', cut(words.type(word), 200), textField(null, { limit: 200 }), { hint: words.typeHint }),
    ],
  });
}

/** A window that only says what happens now. */
export const saidModal = (text: string, { t }: Reader): ModalView =>
  modalView({
    id: heldWindow,
    meta: null,
    title: t.privacy.held.title,
    close: t.common.close,
    blocks: [section(text)],
  });

const shownToLook = 10;

export function doneMessage({ id, look }: Erasure, { t }: Reader): Message {
  const words = t.privacy.done;
  const text = words.text(id);
  const activities = look.activities ?? [];
  const deals = look.deals ?? [];
  const { companies = [], contacts = [] } = look;
  const buttons = [
    ...companies.map((one) => openCompany.make(words.company(one), one as CompanyId, { suffix: `f${one}` })),
    ...contacts.map((one) => openContact.make(words.contact(one), one as ContactId, { suffix: `c${one}` })),
    ...activities.map((one) => openEntry.make(words.activity(one), one as ActivityId, { suffix: `a${one}` })),
    ...deals.map((one) => openDeal.make(words.deal(one), one as DealId, { suffix: `d${one}` })),
  ];
  const more = buttons.length - shownToLook + (look.elsewhere ?? 0) + (look.messages ?? 0);
  const blocks: Blocks = [
    section(text),
    ...(buttons.length > 0
      ? [section(words.look), actions(buttons.slice(0, shownToLook))]
      : look.elsewhere || look.messages
        ? [section(words.look)]
        : [context(words.clean)]),
    ...(buttons.length > shownToLook || (look.elsewhere ?? 0) + (look.messages ?? 0) > 0
      ? [context(words.moreLook(Math.max(more, (look.elsewhere ?? 0) + (look.messages ?? 0))))]
      : []),
  ];
  return { text, blocks };
}
