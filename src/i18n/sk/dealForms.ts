import type { Words } from '../catalog.ts';

export const dealForms: Words['dealForms'] = {
  edit: 'Upraviť príležitosť',
  moreFields: 'Ďalšie polia',
  bidTimeHint: (zone) => `Bez času platí 12:00.${zone ? ` Hodiny platia pre zónu ${zone}.` : ''}`,
  valueHint: 'Napríklad 1 250 000 alebo 1,2 mil. Ak ju ešte nepoznáš, nechaj pole prázdne.',
  contactsHint: 'Začni písať meno. Roly sa nastavia v Kontaktoch.',
  channelHint: 'Tam bude karta príležitosti a jej vlákno. Do verejného kanála sa Vizitka pridá sama.',
  peopleHint: 'Smú ju upravovať, a keď má obmedzený prístup, tak ju aj vidia.',
  restrictedOption: 'Vidí ju iba ten, kto ju má na starosti, menovaní ľudia a správcovia',
  restrictedHint: 'S obmedzeným prístupom nemá kanál a jej karty z kanálov zmiznú.',
  won: {
    title: 'Vyhraná',
    value: 'Konečná hodnota bez DPH',
  },
  lost: {
    title: 'Prehraná',
    reason: 'Prečo',
    note: 'Vlastnými slovami',
    winner: 'Kto vyhral',
    winnerValue: 'Víťazná cena bez DPH',
  },
  noBid: {
    title: 'Nepodávame',
    explained: 'Príležitosť sa uzavrie ako prehraná a pripomenutia prestanú.',
    note: 'Prečo nie',
  },
  submitted: {
    title: 'Ponuka odovzdaná',
    day: 'Deň',
    time: 'Čas',
    how: 'Ako',
    proof: 'Doklad',
    proofHint: 'Číslo potvrdenia, číslo správy, alebo kde leží kópia.',
  },
  nextStep: {
    title: 'Ďalší krok',
    what: 'Čo treba urobiť',
    on: 'Dokedy',
    who: 'Kto',
    hint: 'Prázdne znamená, že nič v pláne nie je.',
  },
  contacts: {
    title: 'Kontakty príležitosti',
    who: 'Kto',
    role: (name) => `Rola: ${name}`,
    noRole: 'bez roly',
  },
  handOver: {
    title: 'Prenechať kolegovi',
    to: 'Komu',
    note: 'Čo je dobré vedieť',
  },
  share: {
    title: 'Zdieľať do kanála',
    channel: 'Kanál',
    done: 'Karta mieri do kanála a bude sa tam sama aktualizovať.',
  },
  stages: {
    title: 'Váha fáz',
    explained:
      'S akou pravdepodobnosťou sa príležitosť v danej fáze vyhrá, v percentách. Počíta s tým vážený súčet.',
    help: 's akou váhou sa ktorá fáza počíta',
  },
};
