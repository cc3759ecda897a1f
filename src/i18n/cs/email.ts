import type { Lack } from '../../lib/surroundings.ts';
import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

const alone: { [L in Lack]: string } = {
  room: 'Zařazení celý den selhává, jako by na disku nebylo místo.',
  database: 'Zařazení celý den selhává, jako by nebyla dostupná databáze.',
  files: 'Zařazení celý den selhává, jako by se nedala použít složka s e-maily.',
};

const reasons: Words['email']['reasons'] = {
  portalReference: ({ deal, number }) => `Oznámení portálu, které uvádí ${number}. To patří k D-${deal}.`,
  portalLink: ({ deal }) => `Oznámení portálu s odkazem, který je u D-${deal}.`,
  meeting: ({ deal }) =>
    deal === null ? 'Týká se schůzky, která už tu je.' : `Týká se schůzky, která je u D-${deal}.`,
  addressTag: ({ deal }) => `Adresa, na kterou přišel, patří k D-${deal}.`,
  thread: ({ deal }) => `Odpověď ve vlákně, které patří k D-${deal}.`,
  ourId: ({ deal }) => `Odpověď na e-mail, který vznikl z karty D-${deal}.`,
  threadWithoutDeal: ({ who }) => `Odpověď ve vlákně, které je u kontaktu a u žádné příležitosti: ${who}.`,
  subjectTag: ({ deal }) => `V předmětu je uvedeno D-${deal}.`,
  offerNumber: ({ deal, number }) => `V předmětu je ${number}, číslo naší nabídky k D-${deal}.`,
  customersReference: ({ deal, number }) => `V předmětu je ${number}, značka zákazníka u D-${deal}.`,
  contactsOnlyDeal: ({ deal, contact }) =>
    `D-${deal} je jediná otevřená příležitost tohoto kontaktu: ${contact}.`,
  companysOnlyDeal: ({ deal, company }) =>
    `D-${deal} je jediná otevřená příležitost firmy tohoto kontaktu: ${company}.`,
  domainsOnlyDeal: ({ deal, domain }) =>
    `D-${deal} je jediná otevřená příležitost firmy, která píše z domény ${domain}.`,
  chosenBefore: ({ address, who }) =>
    `E-mail s adresou ${address} už sem byl jednou ručně zařazen, bez příležitosti: ${who}.`,
  chosenDeal: ({ deal, address }) => `E-mail s adresou ${address} už byl jednou ručně zařazen k D-${deal}.`,
  leadsThread: ({ who }) => `Odpověď ve vlákně, které je u leadu: ${who}.`,
  leadsAddress: ({ who }) => `Je z adresy leadu: ${who}.`,
  sentToMany: ({ count, known }) =>
    plural('cs', known, {
      one: `Hromadný e-mail pro ${count} lidí mimo firmu. Není v žádné příležitosti, najdeš ho u # kontaktu, který známe.`,
      few: `Hromadný e-mail pro ${count} lidí mimo firmu. Není v žádné příležitosti, najdeš ho u # kontaktů, které známe.`,
      other: `Hromadný e-mail pro ${count} lidí mimo firmu. Není v žádné příležitosti, najdeš ho u # kontaktů, které známe.`,
    }),
  byHand: ({ deal }) => (deal === null ? 'Zařazeno ručně.' : `Zařazeno ručně k D-${deal}.`),
  movedByHand: ({ deal }) => (deal === null ? 'Přesunuto ručně.' : `Přesunuto ručně k D-${deal}.`),
  portalNotice: ({ address }) =>
    `Oznámení portálu nebo datové schránky (${address}). Neuvádí číslo ani odkaz žádné příležitosti.`,
  bulkMail: ({ count }) =>
    `Hromadný e-mail: je na něm ${count} lidí mimo firmu. Sám od sebe k žádné příležitosti nepatří.`,
  machineMarks: ({ who }) =>
    `Je od někoho, koho známe (${who}), ale nese známky automatické nebo hromadné zprávy.`,
  unknownSender: ({ address }) => `Adresu ${address} zatím nikdo nezná a žádná firma z té domény nepíše.`,
  freeMailSender: ({ address }) =>
    `Adresu ${address} zatím nikdo nezná a na té doméně může mít schránku kdokoli.`,
  noOpenDeal: ({ who }) => `Není tu žádná otevřená příležitost: ${who}.`,
  askedNextTime: ({ address, who }) =>
    `E-mail s adresou ${address} už byl jednou ručně zařazen sem: ${who}. Na další se Vizitka měla zeptat.`,
  severalDeals: ({ who, deals }) =>
    plural('cs', deals.length, {
      one: `V úvahu přichází # otevřená příležitost: ${who}.`,
      few: `V úvahu přicházejí # otevřené příležitosti: ${who}.`,
      other: `V úvahu přichází # otevřených příležitostí: ${who}.`,
    }),
  severalByNumber: ({ number, deals }) =>
    plural('cs', deals.length, {
      one: `V předmětu je ${number}, má ho # příležitost.`,
      few: `V předmětu je ${number}, mají ho # příležitosti.`,
      other: `V předmětu je ${number}, má ho # příležitostí.`,
    }),
  unknownTag: ({ tag }) => `V adrese, na kterou přišel, je „${tag}“, ale taková příležitost není.`,
  strangersTag: ({ deal, address }) =>
    `Hlásí se k D-${deal}, ale adresa ${address} nepatří k té příležitosti ani k její firmě. Samotné číslo nestačí.`,
  strangersNumber: ({ deal, number, address }) =>
    `V předmětu je ${number} z D-${deal}, ale adresa ${address} nepatří k té příležitosti ani k její firmě.`,
  newDealTag: () => 'Adresa, na kterou přišel, říká: nová příležitost.',
  noCustomerInForward: () => 'Je přeposlaný a nejde z něj vyčíst adresa zákazníka.',
  bounce: () => 'Je to zpráva, že se e-mail nepodařilo doručit.',
  readReceipt: () => 'Je to potvrzení o přečtení.',
  autoReply: () => 'Je to automatická odpověď.',
  mailingList: () => 'Je to hromadný e-mail, třeba newsletter.',
  robot: () => 'Odeslal ho automat.',
  ourOwn: () => 'Přišel z téhle schránky samotné.',
  internal: () => 'Psali si jen kolegové mezi sebou.',
  ignoredSender: ({ pattern }) => `Pošta od ${pattern} se ignoruje.`,
  ignoredByHand: () => 'Ignorováno ručně.',
  neverLog: ({ pattern }) => `„${pattern}“ je na seznamu toho, co se nikdy nezapisuje.`,
  neverLogOwn: () => 'Ten, komu e-mail patří, ho zapisovat nechce.',
  erased: () => 'Týká se osoby, jejíž údaje byly vymazány.',
  senderNotVerified: ({ address, why }) =>
    why === 'replyTo'
      ? `⚠️ Odesílatel neověřen: ${address} stojí jen v poli pro odpověď (Reply-To) a to může vyplnit kdokoli.`
      : why === 'outside'
        ? `⚠️ Odesílatel neověřen: tváří se, že je od ${address}, ale přišel zvenčí.`
        : why === 'failed'
          ? `⚠️ Odesílatel neověřen: tváří se, že je od ${address}, ale poštovní server to nepotvrdil.`
          : `⚠️ Odesílatel neověřen: tváří se, že je od ${address}, a poštovní server o tom nic neříká.`,
  notKnownHere: ({ address }) => `${address} není známý kontakt a tahle schránka zapisuje jen známé.`,
  sameMail: () => 'Stejný e-mail už přišel dřív.',
  noFrom: () => 'Není v něm uvedeno, od koho je.',
  severalFroms: ({ count }) =>
    plural('cs', count, {
      one: 'Uvádí # odesílatele, není jasné, čí je.',
      few: 'Uvádí # odesílatele, není jasné, čí je.',
      other: 'Uvádí # odesílatelů, není jasné, čí je.',
    }),
  unreadable: ({ problem }) => `Je poškozený a nejde přečíst (${problem}).`,
  timedOut: ({ seconds }) =>
    plural('cs', seconds, {
      one: 'Čtení trvalo déle než # sekundu.',
      few: 'Čtení trvalo déle než # sekundy.',
      other: 'Čtení trvalo déle než # sekund.',
    }),
  failedRepeatedly: ({ attempts, reference }) =>
    `Zařazení se nepovedlo, počet pokusů: ${attempts}. To je naše chyba; v logu je pod označením ${reference}.`,
  failsAlone: ({ lack, reference }) =>
    `${alone[lack]} Jiné e-maily se přitom zařadily, potíž je tedy v tomhle; v logu je pod označením ${reference}.`,
};

export const email: Words['email'] = {
  reasons,
  where: (subject) => `✉️ Kam s tímto e-mailem? „${subject}“`,
  noSubject: '(bez předmětu)',
  noText: '(bez textu)',
  nothingWritten: '(bez předmětu a textu)',
  from: (who) => `Od: ${who}`,
  to: (who) => `Komu: ${who}`,
  copyTo: (who) => `Kopie: ${who}`,
  andMore: (n) => plural('cs', n, { one: 'a # další', few: 'a # další', other: 'a # dalších' }),
  forwardedBy: (name) => `přeposláno: ${name}`,
  sentBy: (name) => `odesláno: ${name}`,
  note: (name, note) => `${name}: „${note}“`,
  fromSignature: (facts) => `Z podpisu: ${facts}`,
  files: (n) => plural('cs', n, { one: '# 📎', few: '# 📎', other: '# 📎' }),
  newDeal: 'Nová příležitost',
  pick: 'K příležitosti…',
  contactOnly: 'Jen kontakt',
  ignore: 'Ignorovat',
  ignoreMail: 'Jen tento e-mail',
  ignoreAddress: (address) => `Vždy ${address}`,
  ignoreDomain: (domain) => `Vždy všechny z ${domain}`,
  logged: (subject, deal) => `✅ ✉️ „${subject}“ je u ${deal}`,
  loggedToContact: (subject, contact) => `✅ ✉️ „${subject}“ je u kontaktu: ${contact}`,
  ignored: (subject) => `✉️ „${subject}“ se ignoruje`,
  elsewhere: (subject) => `✉️ „${subject}“ přišel ještě jednou a řeší se tam`,
  by: (name) => `ručně: ${name}`,
  news: (n) =>
    plural('cs', n, {
      one: '# nový e-mail od zákazníka',
      few: '# nové e-maily od zákazníků',
      other: '# nových e-mailů od zákazníků',
    }),
  arrow: (from, to) => `${from} → ${to}`,
  whole: 'Celý e-mail',
  why: 'Proč zrovna sem?',
  considered: (deals) => `V úvahu přicházely i tyto: ${deals}.`,
  quoted: 'Předchozí konverzace',
  signature: 'Podpis',
  pageBefore: '← Zpět',
  pageAfter: (page: number, pages: number) => `Číst dál (${page} z ${pages}) →`,
  form: {
    title: 'Zapsat e-mail',
    deal: 'Příležitost',
    dealHint: 'Začni psát její číslo nebo název.',
    contact: 'Založit jako kontakt',
    contactHint: 'Když zůstane prázdné, zapíše se e-mail bez kontaktu. U firmy si Vizitka adresu zapamatuje.',
    phone: 'Telefon',
    contactTitle: 'Nový kontakt',
    company: 'Firma',
  },
  waiting: (n) =>
    plural('cs', n, {
      one: 'Na tebe čeká # e-mail',
      few: 'Na tebe čekají # e-maily',
      other: 'Na tebe čeká # e-mailů',
    }),
  heldMails: (n) =>
    plural('cs', n, {
      one: 'Přibyl # e-mail k zařazení',
      few: 'Přibyly # e-maily k zařazení',
      other: 'Přibylo # e-mailů k zařazení',
    }),
  heldAmong: (n) =>
    plural('cs', n, {
      one: 'Celkem na tebe čeká #.',
      few: 'Celkem na tebe čekají #.',
      other: 'Celkem na tebe čeká #.',
    }),
  nothingWaits: 'Na tebe žádný e-mail nečeká.',
  leftToSort: (n) =>
    plural('cs', n, {
      one: '✉️ K zařazení čeká # e-mail.',
      few: '✉️ K zařazení čekají # e-maily.',
      other: '✉️ K zařazení čeká # e-mailů.',
    }),
  sort: 'Zařadit e-maily',
  waitingForOthers: (n, more) =>
    plural('cs', n, {
      one: `#${more ? ' další' : ''} čeká na kolegy.`,
      few: `#${more ? ' další' : ''} čekají na kolegy.`,
      other: `#${more ? ' dalších' : ''} čeká na kolegy.`,
    }),
  quarantined: (n) =>
    plural('cs', n, {
      one: 'V karanténě je # e-mail',
      few: 'V karanténě jsou # e-maily',
      other: 'V karanténě je # e-mailů',
    }),
  quarantineExplained:
    'Nic se neztratilo, zdroj je uložený. Druhý pokus pomůže, když byla chyba na naší straně.',
  retry: 'Zkusit znovu',
  commandHelp: 'e-maily k zařazení a jak jsou na tom schránky',
};
