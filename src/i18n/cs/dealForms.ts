import type { Words } from '../catalog.ts';

export const dealForms: Words['dealForms'] = {
  edit: 'Upravit příležitost',
  moreFields: 'Další pole',
  bidTimeHint: (zone) => `Bez času platí 12:00.${zone ? ` Hodiny platí pro zónu ${zone}.` : ''}`,
  valueHint: 'Třeba 1 250 000 nebo 1,2 mil. Když ji ještě neznáš, nech pole prázdné.',
  contactsHint: 'Začni psát jméno. Role se nastaví v Kontaktech.',
  channelHint: 'Tam bude karta příležitosti a její vlákno. Do veřejného kanálu se Vizitka přidá sama.',
  peopleHint: 'Smějí ji upravovat, a když má omezený přístup, tak ji i vidí.',
  restrictedOption: 'Vidí ji jen ten, kdo ji má na starosti, jmenovaní lidé a správci',
  restrictedHint: 'S omezeným přístupem nemá kanál a její karty z kanálů zmizí.',
  won: {
    title: 'Vyhraná',
    value: 'Konečná hodnota bez DPH',
  },
  lost: {
    title: 'Prohraná',
    reason: 'Proč',
    note: 'Vlastními slovy',
    winner: 'Kdo vyhrál',
    winnerValue: 'Vítězná cena bez DPH',
  },
  noBid: {
    title: 'Nepodáváme',
    explained: 'Příležitost se uzavře jako prohraná a připomenutí přestanou.',
    note: 'Proč ne',
  },
  submitted: {
    title: 'Nabídka odevzdána',
    day: 'Den',
    time: 'Čas',
    how: 'Jak',
    proof: 'Doklad',
    proofHint: 'Číslo potvrzení, číslo zprávy, nebo kde leží kopie.',
  },
  nextStep: {
    title: 'Další krok',
    what: 'Co je potřeba udělat',
    on: 'Do kdy',
    who: 'Kdo',
    hint: 'Prázdné znamená, že nic v plánu není.',
  },
  contacts: {
    title: 'Kontakty příležitosti',
    who: 'Kdo',
    role: (name) => `Role: ${name}`,
    noRole: 'bez role',
  },
  handOver: {
    title: 'Předat kolegovi',
    to: 'Komu',
    note: 'Co je dobré vědět',
  },
  share: {
    title: 'Sdílet do kanálu',
    channel: 'Kanál',
    done: 'Karta míří do kanálu a bude se tam sama aktualizovat.',
  },
  stages: {
    title: 'Váha fází',
    explained:
      'S jakou pravděpodobností se příležitost v dané fázi vyhraje, v procentech. Počítá s tím vážený součet.',
    help: 's jakou vahou se která fáze počítá',
  },
};
