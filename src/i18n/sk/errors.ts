import type { Words } from '../catalog.ts';

export const errors: Words['errors'] = {
  notFound: ({ what }) =>
    ({
      deal: 'Taká príležitosť tu nie je, alebo ju nevidíš. Tvoje vypíše `/deal`.',
      company: 'Takúto firmu neevidujeme. Skús `/company` s názvom alebo IČO.',
      contact: 'Tento kontakt už v evidencii nie je.',
      activity: 'Tento zápis bol zmazaný.',
      file: 'Tento súbor tu už nie je.',
      person: 'Tento človek vo Vizitke nie je. Patria do nej len plní členovia workspacu.',
      email: 'Tento e-mail už nečaká, niekto bol rýchlejší.',
      digest: 'Tento súhrn už nie je nastavený.',
    })[what],
  notAllowed: ({ who }) => `To môže len ${who}. Obráť sa tam, prosím.`,
  required: () => 'Toto treba vyplniť.',
  tooLong: ({ limit }) => `Príliš dlhé: zmestí sa najviac ${limit} znakov.`,
  'amount.notANumber': ({ text }) => `„${text}“ nie je suma. Napíš napríklad 1 250 000 alebo 1,2 mil.`,
  'amount.negative': () => 'Suma nemôže byť záporná. Keď ju ešte nepoznáš, nechaj pole prázdne.',
  'amount.tooLarge': () => 'Taká veľká suma? Nie je tam pár núl navyše?',
  'amount.ambiguous': ({ text }) => `„${text}“ sa dá čítať dvojako. Napíš to bez bodiek.`,
  'date.invalid': ({ text }) => `Taký deň neexistuje: ${text}. Vyber ho v kalendári.`,
  'date.past': () => 'Toto už bolo. Sedí deň a rok?',
  'date.skippedHour': () => 'Táto hodina neexistuje, v noci sa posúva čas. Zvoľ 3:00 alebo neskôr.',
  'date.timeWithoutDay': () => 'Je tu čas bez dňa. Vyber aj deň.',
  'date.afterDeadline': () => 'To je až po termíne odovzdania ponuky. Malo by to byť pred ním.',
  'email.invalid': ({ text }) => `„${text}“ nie je e-mailová adresa.`,
  'deal.closed': ({ number }) => `D-${number} je uzavretá. Najprv ju znova otvor.`,
  'deal.changedMeanwhile': ({ by, fields }) =>
    `Medzitým zmenené (${by}): ${fields}. Čo máš napísané, zostalo; pozri sa a ulož znova.`,
  'channel.inviteFirst': () => 'Vizitka v tomto kanáli nie je. Napíš tam: /invite @Vizitka',
  'channel.outsiders': () =>
    'V tomto kanáli sú hostia alebo iná organizácia. Vyber kanál, kde sú len vaši ľudia.',
  'channel.restrictedDeal': () => 'Príležitosť s obmedzeným prístupom sa v kanáli ukázať nedá.',
  'admin.only': () => 'Toto môžu meniť len správcovia. Kto to je, ukáže `/crm people`.',
};
