import type { ModalView } from '@slack/types';
import type { Person } from '../../access/people.ts';
import { languages } from '../../i18n/catalog.ts';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import type { PlainDate } from '../../lib/time.ts';
import { actions, bold, context, esc, type Message, section } from '../../slack/blocks.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import { input, modalView, option, peopleField, selectField } from '../../slack/forms.ts';
import { button, choice, modal } from '../../slack/ids.ts';
import type { LeftBehind } from './part.ts';

export const chooseLanguage = button<{ language: (typeof languages)[number] }>('admin.language');
export const settingsForm = modal<null>('admin.settings');
export const peopleForm = modal<null>('admin.people');
export const editPeople = button<null>('admin.editPeople');
/** the choice carries whom it is about in its action_id's suffix */
export const successor = choice('admin.successor');

/** Each language names itself. */
const ownNames = { en: 'English', cs: 'Čeština', sk: 'Slovenčina' };

export const languageQuestion = (reader: Reader): Message => ({
  text: reader.t.admin.whichLanguage,
  blocks: [
    section(reader.t.admin.whichLanguage),
    actions(
      languages.map((language) =>
        chooseLanguage.make(ownNames[language], { language }, { suffix: language }),
      ),
    ),
  ],
});

export const languageChosen = (reader: Reader): Message => ({
  text: reader.t.admin.languageChosen,
  blocks: [section(`✅ ${reader.t.admin.languageChosen}`)],
});

export const settingsModal = ({ t, language }: Reader, country: string): ModalView =>
  modalView({
    id: settingsForm,
    meta: null,
    title: t.admin.settings,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      input(
        'language',
        t.admin.language,
        selectField(
          languages.map((one) => option(ownNames[one], one)),
          language,
        ),
      ),
      input(
        'country',
        t.admin.country,
        selectField(
          (['CZ', 'SK'] as const).map((one) => option(t.admin.countries[one], one)),
          country,
        ),
        { hint: t.admin.countryHint },
      ),
    ],
  });

export interface Away {
  name: string;
  until: PlainDate;
  standIn: string | null;
}

/** `Eva (do 3. 12., zastupuje: Zuzana), Oliver (do 4. 12.)` */
function awayLine(away: Away[], { t, date }: Reader): string {
  const said = away
    .slice(0, 30)
    .map(({ name, until, standIn }) =>
      standIn
        ? t.absences.personAwayWith(esc(name), date(until), esc(standIn))
        : t.absences.personAway(esc(name), date(until)),
    );
  return cut(said.join(', '), 2500);
}

/** Who is an admin, a sales lead, and away; admins change the first two. */
export function rolesCard(
  people: { admins: Person[]; salesLeads: Person[]; away: Away[] },
  reader: Reader,
  mayEdit: boolean,
): Message {
  const { t } = reader;
  const names = (list: Person[]) => list.map((person) => esc(person.name)).join(', ') || '–';
  return {
    text: t.admin.people,
    blocks: [
      section([bold(t.admin.people), t.admin.adminsAre(names(people.admins))].join('\n')),
      section(t.admin.salesLeadsAre(names(people.salesLeads))),
      ...(people.away.length > 0 ? [section(t.absences.areAway(awayLine(people.away, reader)))] : []),
      context(t.admin.rolesExplained),
      ...(mayEdit ? [actions([editPeople.make(t.common.edit, null)])] : []),
    ],
  };
}

export const peopleModal = ({ t }: Reader, chosen: { admins: string[]; salesLeads: string[] }): ModalView =>
  modalView({
    id: peopleForm,
    meta: null,
    title: t.admin.people,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      input('admins', t.admin.admins, peopleField(chosen.admins), {
        optional: true,
        hint: t.admin.adminsHint,
      }),
      input('salesLeads', t.admin.salesLeads, peopleField(chosen.salesLeads), {
        optional: true,
        hint: t.admin.salesLeadsHint,
      }),
    ],
  });

/** One card per admin when a colleague leaves. */
export const handOverCard = (
  person: Person,
  openDeals: number,
  waiting: LeftBehind[],
  reader: Reader,
): Message => {
  const { t } = reader;
  const text = t.admin.left(person.name);
  const lines = [t.admin.leftOpenDeals(openDeals), ...waiting.map(({ line }) => line)];
  return {
    text,
    blocks: [
      section([`👤 ${bold(t.admin.left(esc(person.name)))}`, ...lines].join('\n')),
      actions([
        {
          type: 'users_select',
          action_id: `${successor.id}#${person.id}`,
          placeholder: { type: 'plain_text', text: t.admin.whoTakesOver },
        },
      ]),
      context(t.admin.untilThen),
    ],
  };
};

export const handedOver = (person: Person, to: Person, reader: Reader): Message => {
  const text = reader.t.admin.handedOver(esc(person.name), esc(to.name));
  return { text, blocks: [section(`✅ ${text}`)] };
};

export const tookOverCard = (person: Person, waiting: LeftBehind[], { t }: Reader): Message =>
  inherited(t.admin.tookOver(esc(person.name)), waiting);

export const standsInCard = (person: Person, waiting: LeftBehind[], { t }: Reader): Message =>
  inherited(t.admin.standsIn(esc(person.name)), waiting);

const inherited = (text: string, waiting: LeftBehind[]): Message => ({
  text,
  blocks: [
    section([`👤 ${text}`, ...waiting.map(({ line }) => line)].join('\n')),
    ...(waiting.length > 0 ? [actions(waiting.map((one) => one.button))] : []),
  ],
});

/** What can be typed, and where mail is to be sent (null: nowhere). */
export interface Help {
  commands: CrmCommand[];
  dropbox: string | null;
}

/** A page to find one's way, not a dump. */
export function helpPage({ commands, dropbox }: Help, reader: Reader): Message {
  const { t, language } = reader;
  const lines = commands.map((command) => `\`/crm ${command.words[language][0]}\`  ${command.help(t)}`);
  return {
    text: t.admin.help.title,
    blocks: [
      section(bold(t.admin.help.title)),
      section(t.admin.help.firstSteps),
      section(t.admin.help.everyDay),
      section([bold(t.admin.help.more), ...lines].join('\n')),
      // As code it can be copied: nothing unseen stands in it.
      ...(dropbox ? [section(t.admin.help.mail(`\`${dropbox}\``))] : []),
      context(t.admin.help.languages),
    ],
  };
}

/** The closest match, then the help. */
export function unknownCommand(word: string, closest: string | null, help: Help, reader: Reader): Message {
  const { t } = reader;
  const text = closest ? t.admin.unknownWord(esc(word), closest) : t.admin.unknownWordAlone(esc(word));
  return { text, blocks: [section(text), ...helpPage(help, reader).blocks] };
}
