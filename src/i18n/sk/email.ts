import type { Lack } from '../../lib/surroundings.ts';
import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

const alone: { [L in Lack]: string } = {
  room: 'Zaradenie celý deň zlyháva, akoby na disku nebolo miesto.',
  database: 'Zaradenie celý deň zlyháva, akoby nebola dostupná databáza.',
  files: 'Zaradenie celý deň zlyháva, akoby sa priečinok s e-mailmi nedal použiť.',
};

const reasons: Words['email']['reasons'] = {
  portalReference: ({ deal, number }) => `Oznámenie portálu, ktoré uvádza ${number}. To patrí k D-${deal}.`,
  portalLink: ({ deal }) => `Oznámenie portálu s odkazom, ktorý je pri D-${deal}.`,
  meeting: ({ deal }) =>
    deal === null ? 'Týka sa stretnutia, ktoré tu už je.' : `Týka sa stretnutia, ktoré je pri D-${deal}.`,
  addressTag: ({ deal }) => `Adresa, na ktorú prišiel, patrí k D-${deal}.`,
  thread: ({ deal }) => `Odpoveď vo vlákne, ktoré patrí k D-${deal}.`,
  ourId: ({ deal }) => `Odpoveď na e-mail, ktorý vznikol z karty D-${deal}.`,
  threadWithoutDeal: ({ who }) =>
    `Odpoveď vo vlákne, ktoré je pri kontakte a pri žiadnej príležitosti: ${who}.`,
  subjectTag: ({ deal }) => `V predmete je uvedené D-${deal}.`,
  offerNumber: ({ deal, number }) => `V predmete je ${number}, číslo našej ponuky k D-${deal}.`,
  customersReference: ({ deal, number }) => `V predmete je ${number}, značka zákazníka pri D-${deal}.`,
  contactsOnlyDeal: ({ deal, contact }) =>
    `D-${deal} je jediná otvorená príležitosť tohto kontaktu: ${contact}.`,
  companysOnlyDeal: ({ deal, company }) =>
    `D-${deal} je jediná otvorená príležitosť firmy tohto kontaktu: ${company}.`,
  domainsOnlyDeal: ({ deal, domain }) =>
    `D-${deal} je jediná otvorená príležitosť firmy, ktorá píše z domény ${domain}.`,
  chosenBefore: ({ address, who }) =>
    `E-mail s adresou ${address} sem už bol raz ručne zaradený, bez príležitosti: ${who}.`,
  chosenDeal: ({ deal, address }) => `E-mail s adresou ${address} už bol raz ručne zaradený k D-${deal}.`,
  leadsThread: ({ who }) => `Odpoveď vo vlákne, ktoré je pri leade: ${who}.`,
  leadsAddress: ({ who }) => `Je z adresy leadu: ${who}.`,
  sentToMany: ({ count, known }) =>
    plural('sk', known, {
      one: `Hromadný e-mail pre ${count} ľudí mimo firmy. Nie je v žiadnej príležitosti, nájdeš ho pri # kontakte, ktorý poznáme.`,
      few: `Hromadný e-mail pre ${count} ľudí mimo firmy. Nie je v žiadnej príležitosti, nájdeš ho pri # kontaktoch, ktoré poznáme.`,
      other: `Hromadný e-mail pre ${count} ľudí mimo firmy. Nie je v žiadnej príležitosti, nájdeš ho pri # kontaktoch, ktoré poznáme.`,
    }),
  byHand: ({ deal }) => (deal === null ? 'Zaradené ručne.' : `Zaradené ručne k D-${deal}.`),
  movedByHand: ({ deal }) => (deal === null ? 'Presunuté ručne.' : `Presunuté ručne k D-${deal}.`),
  portalNotice: ({ address }) =>
    `Oznámenie portálu alebo elektronickej schránky (${address}). Neuvádza číslo ani odkaz žiadnej príležitosti.`,
  bulkMail: ({ count }) =>
    `Hromadný e-mail: je na ňom ${count} ľudí mimo firmy. Sám od seba k žiadnej príležitosti nepatrí.`,
  machineMarks: ({ who }) =>
    `Je od niekoho, koho poznáme (${who}), ale nesie znaky automatickej alebo hromadnej správy.`,
  unknownSender: ({ address }) =>
    `Adresu ${address} zatiaľ nikto nepozná a žiadna firma z tej domény nepíše.`,
  freeMailSender: ({ address }) =>
    `Adresu ${address} zatiaľ nikto nepozná a na tej doméne môže mať schránku ktokoľvek.`,
  noOpenDeal: ({ who }) => `Nie je tu žiadna otvorená príležitosť: ${who}.`,
  askedNextTime: ({ address, who }) =>
    `E-mail s adresou ${address} už bol raz ručne zaradený sem: ${who}. Na ďalší sa Vizitka mala opýtať.`,
  severalDeals: ({ who, deals }) =>
    plural('sk', deals.length, {
      one: `Do úvahy prichádza # otvorená príležitosť: ${who}.`,
      few: `Do úvahy prichádzajú # otvorené príležitosti: ${who}.`,
      other: `Do úvahy prichádza # otvorených príležitostí: ${who}.`,
    }),
  severalByNumber: ({ number, deals }) =>
    plural('sk', deals.length, {
      one: `V predmete je ${number}, má ho # príležitosť.`,
      few: `V predmete je ${number}, majú ho # príležitosti.`,
      other: `V predmete je ${number}, má ho # príležitostí.`,
    }),
  unknownTag: ({ tag }) => `V adrese, na ktorú prišiel, je „${tag}“, ale taká príležitosť nie je.`,
  strangersTag: ({ deal, address }) =>
    `Hlási sa k D-${deal}, ale adresa ${address} nepatrí k tej príležitosti ani k jej firme. Samotné číslo nestačí.`,
  strangersNumber: ({ deal, number, address }) =>
    `V predmete je ${number} z D-${deal}, ale adresa ${address} nepatrí k tej príležitosti ani k jej firme.`,
  newDealTag: () => 'Adresa, na ktorú prišiel, hovorí: nová príležitosť.',
  noCustomerInForward: () => 'Je preposlaný a nedá sa z neho vyčítať adresa zákazníka.',
  bounce: () => 'Je to správa, že sa e-mail nepodarilo doručiť.',
  readReceipt: () => 'Je to potvrdenie o prečítaní.',
  autoReply: () => 'Je to automatická odpoveď.',
  mailingList: () => 'Je to hromadný e-mail, napríklad newsletter.',
  robot: () => 'Odoslal ho automat.',
  ourOwn: () => 'Prišiel z tejto schránky samotnej.',
  internal: () => 'Písali si len kolegovia medzi sebou.',
  ignoredSender: ({ pattern }) => `Pošta od ${pattern} sa ignoruje.`,
  ignoredByHand: () => 'Ignorované ručne.',
  neverLog: ({ pattern }) => `„${pattern}“ je na zozname toho, čo sa nikdy nezapisuje.`,
  neverLogOwn: () => 'Ten, komu e-mail patrí, ho zapisovať nechce.',
  erased: () => 'Týka sa osoby, ktorej údaje boli vymazané.',
  senderNotVerified: ({ address, why }) =>
    why === 'replyTo'
      ? `⚠️ Odosielateľ neoverený: ${address} je len v poli na odpoveď (Reply-To) a to môže vyplniť ktokoľvek.`
      : why === 'outside'
        ? `⚠️ Odosielateľ neoverený: tvári sa, že je od ${address}, ale prišiel zvonka.`
        : why === 'failed'
          ? `⚠️ Odosielateľ neoverený: tvári sa, že je od ${address}, ale poštový server to nepotvrdil.`
          : `⚠️ Odosielateľ neoverený: tvári sa, že je od ${address}, a poštový server o tom nič nehovorí.`,
  notKnownHere: ({ address }) => `${address} nie je známy kontakt a táto schránka zapisuje len známe.`,
  sameMail: () => 'Rovnaký e-mail už prišiel skôr.',
  noFrom: () => 'Nie je v ňom uvedené, od koho je.',
  severalFroms: ({ count }) =>
    plural('sk', count, {
      one: 'Uvádza # odosielateľa, nie je jasné, čí je.',
      few: 'Uvádza # odosielateľov, nie je jasné, čí je.',
      other: 'Uvádza # odosielateľov, nie je jasné, čí je.',
    }),
  unreadable: ({ problem }) => `Je poškodený a nedá sa prečítať (${problem}).`,
  timedOut: ({ seconds }) =>
    plural('sk', seconds, {
      one: 'Čítanie trvalo dlhšie než # sekundu.',
      few: 'Čítanie trvalo dlhšie než # sekundy.',
      other: 'Čítanie trvalo dlhšie než # sekúnd.',
    }),
  failedRepeatedly: ({ attempts, reference }) =>
    `Zaradenie sa nepodarilo, počet pokusov: ${attempts}. To je naša chyba; v logu je pod označením ${reference}.`,
  failsAlone: ({ lack, reference }) =>
    `${alone[lack]} Iné e-maily sa pritom zaradili, problém je teda v tomto; v logu je pod označením ${reference}.`,
};

export const email: Words['email'] = {
  reasons,
  where: (subject) => `✉️ Kam s týmto e-mailom? „${subject}“`,
  noSubject: '(bez predmetu)',
  noText: '(bez textu)',
  nothingWritten: '(bez predmetu a textu)',
  from: (who) => `Od: ${who}`,
  to: (who) => `Komu: ${who}`,
  copyTo: (who) => `Kópia: ${who}`,
  andMore: (n) => plural('sk', n, { one: 'a # ďalší', few: 'a # ďalší', other: 'a # ďalších' }),
  forwardedBy: (name) => `preposlané: ${name}`,
  sentBy: (name) => `odoslané: ${name}`,
  note: (name, note) => `${name}: „${note}“`,
  fromSignature: (facts) => `Z podpisu: ${facts}`,
  files: (n) => plural('sk', n, { one: '# 📎', few: '# 📎', other: '# 📎' }),
  newDeal: 'Nová príležitosť',
  pick: 'K príležitosti…',
  contactOnly: 'Len kontakt',
  ignore: 'Ignorovať',
  ignoreMail: 'Len tento e-mail',
  ignoreAddress: (address) => `Vždy ${address}`,
  ignoreDomain: (domain) => `Vždy všetkých z ${domain}`,
  logged: (subject, deal) => `✅ ✉️ „${subject}“ je pri ${deal}`,
  loggedToContact: (subject, contact) => `✅ ✉️ „${subject}“ je pri kontakte: ${contact}`,
  ignored: (subject) => `✉️ „${subject}“ sa ignoruje`,
  elsewhere: (subject) => `✉️ „${subject}“ prišiel ešte raz a rieši sa tam`,
  by: (name) => `ručne: ${name}`,
  news: (n) =>
    plural('sk', n, {
      one: '# nový e-mail od zákazníka',
      few: '# nové e-maily od zákazníkov',
      other: '# nových e-mailov od zákazníkov',
    }),
  arrow: (from, to) => `${from} → ${to}`,
  whole: 'Celý e-mail',
  why: 'Prečo práve sem?',
  considered: (deals) => `Do úvahy prichádzali aj tieto: ${deals}.`,
  quoted: 'Predchádzajúca konverzácia',
  signature: 'Podpis',
  pageBefore: '← Späť',
  pageAfter: (page: number, pages: number) => `Čítať ďalej (${page} z ${pages}) →`,
  form: {
    title: 'Zapísať e-mail',
    deal: 'Príležitosť',
    dealHint: 'Začni písať jej číslo alebo názov.',
    contact: 'Založiť ako kontakt',
    contactHint: 'Keď zostane prázdne, zapíše sa e-mail bez kontaktu. Pri firme si Vizitka adresu zapamätá.',
    phone: 'Telefón',
    contactTitle: 'Nový kontakt',
    company: 'Firma',
  },
  waiting: (n) =>
    plural('sk', n, {
      one: 'Na teba čaká # e-mail',
      few: 'Na teba čakajú # e-maily',
      other: 'Na teba čaká # e-mailov',
    }),
  heldMails: (n) =>
    plural('sk', n, {
      one: 'Pribudol # e-mail na zaradenie',
      few: 'Pribudli # e-maily na zaradenie',
      other: 'Pribudlo # e-mailov na zaradenie',
    }),
  heldAmong: (n) =>
    plural('sk', n, {
      one: 'Celkom na teba čaká #.',
      few: 'Celkom na teba čakajú #.',
      other: 'Celkom na teba čaká #.',
    }),
  nothingWaits: 'Na teba žiadny e-mail nečaká.',
  leftToSort: (n) =>
    plural('sk', n, {
      one: '✉️ Na zaradenie čaká # e-mail.',
      few: '✉️ Na zaradenie čakajú # e-maily.',
      other: '✉️ Na zaradenie čaká # e-mailov.',
    }),
  sort: 'Zaradiť e-maily',
  waitingForOthers: (n, more) =>
    plural('sk', n, {
      one: `#${more ? ' ďalší' : ''} čaká na kolegov.`,
      few: `#${more ? ' ďalšie' : ''} čakajú na kolegov.`,
      other: `#${more ? ' ďalších' : ''} čaká na kolegov.`,
    }),
  quarantined: (n) =>
    plural('sk', n, {
      one: 'V karanténe je # e-mail',
      few: 'V karanténe sú # e-maily',
      other: 'V karanténe je # e-mailov',
    }),
  quarantineExplained:
    'Nič sa nestratilo, zdroj je uložený. Druhý pokus pomôže, keď bola chyba na našej strane.',
  retry: 'Skúsiť znova',
  commandHelp: 'e-maily na zaradenie a ako sú na tom schránky',
};
