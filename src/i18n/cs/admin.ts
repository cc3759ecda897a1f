import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const admin: Words['admin'] = {
  whichLanguage:
    'Kterým jazykem na tebe mám mluvit? · Akým jazykom s tebou mám hovoriť? · Which language shall I speak to you?',
  languageChosen: 'Budu s tebou mluvit česky. Změníš to v `/crm nastavení`.',
  settings: 'Nastavení',
  language: 'Jazyk',
  country: 'Pracovní dny podle kalendáře',
  countryHint: 'Připomenutí počítají pracovní dny a vynechávají státní svátky této země.',
  countries: { CZ: 'Česká republika', SK: 'Slovensko' },
  people: 'Kdo má ve Vizitce co na starosti',
  admins: 'Správci',
  adminsHint: 'Vlastníci a správci workspacu ve Slacku jsou správci i tady, vždycky.',
  salesLeads: 'Vedení obchodu',
  salesLeadsHint:
    'Dozví se o nabídce, na kterou nikdo nereaguje, a zařazuje poštu, která čeká na kolegy. Když nikoho neurčíš, připadne to správcům.',
  adminsAre: (names) => `Správci: ${names}`,
  salesLeadsAre: (names) => `Vedení obchodu: ${names}`,
  rolesExplained:
    'Správci vidí všechny příležitosti a mění role i nastavení. Vedení obchodu se dozví, když na termín nikdo nereaguje.',
  left: (name) => `${name} už ve Slacku není`,
  leftOpenDeals: (n) =>
    plural('cs', n, {
      one: 'Zůstala # otevřená příležitost.',
      few: 'Zůstaly # otevřené příležitosti.',
      other: 'Zůstalo # otevřených příležitostí.',
    }),
  whoTakesOver: 'Kdo to převezme?',
  untilThen: 'Do té doby dostává připomenutí i e-maily k zařazení vedení obchodu.',
  handedOver: (from, to) => `${from} → ${to}: připomenutí i otevřené příležitosti přecházejí na nástupce.`,
  standsIn: (name) =>
    `${name} už ve Slacku není. Než se vybere nástupce, připomenutí i e-maily k zařazení dostáváš ty.`,
  tookOver: (name) =>
    `Přebíráš agendu: ${name}. Otevřené příležitosti i připomenutí jsou teď tvoje, vypíše je \`/deal\`.`,
  unknownWord: (word, closest) => `„${word}“ neznám. Mělo to být \`/crm ${closest}\`?`,
  unknownWordAlone: (word) => `„${word}“ neznám. Umím tohle:`,
  help: {
    title: 'S čím ti Vizitka pomůže',
    firstSteps:
      '*Tady začni*\n`/deal nová`  příležitost, stačí pár polí\n`/log`  telefonát nebo schůzka na dvě kliknutí\n`/company 45274649`  firma podle IČO, údaje doplní registr',
    everyDay:
      '*Každý den*\n`/deal`  tvoje příležitosti podle termínu odevzdání\n`/deal 42`  karta jedné příležitosti\nNabídka ⋯ u každé zprávy: zapsat zprávu k příležitosti, přiložit její soubory',
    more: 'A ještě',
    mail: (address) =>
      `✉️ E-maily od zákazníků se zapisují samy: dej ${address} do skryté kopie, nebo tam zprávu přepošli.`,
    languages: 'Každý příkaz rozumí česky, slovensky i anglicky, s diakritikou i bez ní.',
  },
  commands: {
    help: 'tahle stránka',
    people: 'kdo je správce a kdo vede obchod',
    settings: 'tvůj jazyk a kalendář',
  },
};
