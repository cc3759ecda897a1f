import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const admin: Words['admin'] = {
  whichLanguage:
    'Akým jazykom s tebou mám hovoriť? · Kterým jazykem na tebe mám mluvit? · Which language shall I speak to you?',
  languageChosen: 'Budem s tebou hovoriť po slovensky. Zmeníš to v `/crm nastavenia`.',
  settings: 'Nastavenia',
  language: 'Jazyk',
  country: 'Pracovné dni podľa kalendára',
  countryHint: 'Pripomenutia počítajú pracovné dni a vynechávajú štátne sviatky tejto krajiny.',
  countries: { CZ: 'Česká republika', SK: 'Slovensko' },
  people: 'Kto má vo Vizitke čo na starosti',
  admins: 'Správcovia',
  adminsHint: 'Vlastníci a správcovia workspacu v Slacku sú správcami aj tu, vždy.',
  salesLeads: 'Vedenie obchodu',
  salesLeadsHint:
    'Dozvie sa o ponuke, na ktorú nikto nereaguje, a zaraďuje poštu, ktorá čaká na kolegov. Ak nikoho neurčíš, pripadne to správcom.',
  adminsAre: (names) => `Správcovia: ${names}`,
  salesLeadsAre: (names) => `Vedenie obchodu: ${names}`,
  rolesExplained:
    'Správcovia vidia všetky príležitosti a menia roly aj nastavenia. Vedenie obchodu sa dozvie, keď na termín nikto nereaguje.',
  left: (name) => `${name} už v Slacku nie je`,
  leftOpenDeals: (n) =>
    plural('sk', n, {
      one: 'Zostala # otvorená príležitosť.',
      few: 'Zostali # otvorené príležitosti.',
      other: 'Zostalo # otvorených príležitostí.',
    }),
  whoTakesOver: 'Kto to prevezme?',
  untilThen: 'Dovtedy dostáva pripomenutia aj e-maily na zaradenie vedenie obchodu.',
  handedOver: (from, to) => `${from} → ${to}: pripomenutia aj otvorené príležitosti prechádzajú na nástupcu.`,
  standsIn: (name) =>
    `${name} už v Slacku nie je. Kým sa vyberie nástupca, pripomenutia aj e-maily na zaradenie dostávaš ty.`,
  tookOver: (name) =>
    `Preberáš agendu: ${name}. Otvorené príležitosti aj pripomenutia sú teraz tvoje, vypíše ich \`/deal\`.`,
  unknownWord: (word, closest) => `„${word}“ nepoznám. Malo to byť \`/crm ${closest}\`?`,
  unknownWordAlone: (word) => `„${word}“ nepoznám. Viem toto:`,
  help: {
    title: 'S čím ti Vizitka pomôže',
    firstSteps:
      '*Tu začni*\n`/deal nová`  príležitosť, stačí pár polí\n`/log`  telefonát alebo stretnutie na dve kliknutia\n`/company 45274649`  firma podľa IČO, údaje doplní register',
    everyDay:
      '*Každý deň*\n`/deal`  tvoje príležitosti podľa termínu odovzdania\n`/deal 42`  karta jednej príležitosti\nPonuka ⋯ pri každej správe: zapísať správu k príležitosti, priložiť jej súbory',
    more: 'A ešte',
    mail: (address) =>
      `✉️ E-maily od zákazníkov sa zapisujú samy: daj ${address} do skrytej kópie, alebo tam správu prepošli.`,
    languages: 'Každý príkaz rozumie po slovensky, česky aj anglicky, s diakritikou aj bez nej.',
  },
  commands: {
    help: 'táto stránka',
    people: 'kto je správca a kto vedie obchod',
    settings: 'tvoj jazyk a kalendár',
  },
};
