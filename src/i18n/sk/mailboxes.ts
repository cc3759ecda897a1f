import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const mailboxes: Words['mailboxes'] = {
  problems: {
    account: () =>
      'Server účet nepúšťa, hoci súhlas platí. Je v schránke zapnutý IMAP? Inak ju znova autorizuj: npm run mail:authorize',
    refused: () => 'Server odmieta naše prihlásenie. Daj nové heslo do MAILBOXES a Vizitku reštartuj.',
    consent: () => 'Súhlas s čítaním sa skončil, alebo ho nikto nedal: npm run mail:authorize',
    key: () => 'Chýba SECRETS_KEY, alebo to nie je ten, ktorým boli prístupové tokeny zapečatené.',
    tokenServer: (said) => `Prihlasovací server neodpovedá, ako má; skúša sa to samo ďalej. (${said})`,
    noServer: () => 'Server s takým menom nie je. Je „host“ v MAILBOXES správne?',
    noAnswer: () => 'Server neodpovedá. Beží, a sú „port“ a „secure“ správne?',
    certificate: (said) => `Certifikátu servera sa nedá veriť (${said}).`,
    noFolder: (said) => `Chýba tam priečinok (${said}).`,
    lost: () => 'Spojenie sa prerušilo; skúša sa samo znova.',
    noRoom: () => 'Na našom disku došlo miesto.',
    other: (said) => `Server hovorí: ${said}`,
  },
  kinds: {
    notKnownHere: 'neznámi ľudia',
    internal: 'medzi kolegami',
    mailingList: 'newslettre a hromadné e-maily',
    robot: 'stroje',
    autoReply: 'automatické odpovede',
    bounce: 'nedoručené e-maily',
    readReceipt: 'potvrdenia o prečítaní',
    ourOwn: 'naša vlastná pošta',
    ignoredSender: 'ignorovaní odosielatelia',
    ignoredByHand: 'ignorované ručne',
    rest: 'ostatné',
  },
  mine: (name) => `Moja schránka: ${name}`,
  noSender: 'bez odosielateľa',
  fine: (name, age) => `✅ ${name}: prečítané ${age}`,
  never: (name) => `${name}: zatiaľ neprečítané`,
  off: (name, who) => `⏸️ ${name}: vypnuté. Zapnúť ju môže len ten, čia je: ${who}`,
  failing: (name, since, problem) => `⚠️ ${name}: nedá sa čítať od ${since}. ${problem}`,
  lag: (age) => `najstarší nerozhodnutý prišiel ${age}`,
  behind: (n) =>
    plural('sk', n, {
      one: '# ďalší na serveri',
      few: '# ďalšie na serveri',
      many: '# ďalšieho na serveri',
      other: '# ďalších na serveri',
    }),
  counts: (backlog, quarantined) => `vo fronte: ${backlog} · v karanténe: ${quarantined}`,
  refused: (name) =>
    `⚠️ Schránka ${name} odmieta naše prihlásenie. Nič sa nestratí; skúša sa to znova každú štvrťhodinu. Daj nové heslo do MAILBOXES a Vizitku reštartuj.`,
  refusedBy: {
    account: (name) =>
      `⚠️ Schránka ${name} nás napriek platnému súhlasu nepúšťa. Nič sa nestratí; skúša sa to znova každú štvrťhodinu. Skontroluj, že má zapnutý IMAP, alebo ju tam, kde Vizitka beží, znova autorizuj: \`npm run mail:authorize -- ${name}\`.`,
    consent: (name) =>
      `⚠️ Súhlas s čítaním schránky ${name} sa skončil, alebo ho nikto nedal. Nič sa nestráca. Tam, kde Vizitka beží, spusti \`npm run mail:authorize -- ${name}\`; čítanie potom pokračuje samo.`,
    key: (name) =>
      `⚠️ Schránku ${name} sa nedá otvoriť: chýba SECRETS_KEY, alebo to nie je ten, ktorým boli jej tokeny zapečatené. Nič sa nestráca. Vráť správny a reštartuj Vizitku, alebo spusti \`npm run mail:authorize -- ${name}\`.`,
  },
  resumed: (name) => `✅ Schránka ${name} nás zase púšťa. Čo medzitým prišlo, sa práve číta.`,
  notLogged: (n) =>
    plural('sk', n, {
      one: '# nezapísaný e-mail za 30 dní',
      few: '# nezapísané e-maily za 30 dní',
      many: '# nezapísaného e-mailu za 30 dní',
      other: '# nezapísaných e-mailov za 30 dní',
    }),
  show: 'Čo sa nezapísalo a prečo',
  list: {
    title: (name) => `Nezapísané: ${name}`,
    explained: {
      team: 'Z obsahu týchto e-mailov sa tu nič neuchováva. Zoznam vidia len ľudia tejto schránky.',
      dropbox: 'Zoznam vidia len ľudia tejto schránky.',
    },
    none: 'V tejto schránke sa zapísalo všetko.',
    logAnyway: 'Aj tak zapísať',
    size: (kilobytes) => `${kilobytes} kB`,
  },
  anyway: {
    coming: 'Sťahuje sa zo servera. O chvíľu príde jeho karta.',
    gone: 'Na serveri už nie je: niekto ho tam zmazal.',
    unreadable: (problem) => `Servera sa teraz nedá opýtať. ${problem}`,
    quarantined: (why) => `Podarilo sa ho stiahnuť, ale je v karanténe. ${why}`,
  },
  tooLarge: {
    note: (megabytes, missing) =>
      `⚠️ Celý e-mail má ${megabytes} MB. Prevzal sa len jeho začiatok: ${missing ? `chýba tu ${missing} a možno aj ďalšie prílohy` : 'prílohy tu môžu chýbať'}, sú v schránke.`,
    told: (subject, megabytes) =>
      `⚠️ „${subject}“ má ${megabytes} MB, to je viac, než sa preberá. Text zostal, prílohy sú len v schránke. Tie potrebné prilož k príležitosti ručne.`,
  },
  consent: {
    title: (name) => `✉️ Môže Vizitka čítať tvoju schránku (${name})?`,
    logged: {
      team: 'Zapisuje sa: pošta s kontaktmi a firmami, ktoré Vizitka pozná, prijatá aj odoslaná. Ide k príležitosti zákazníka.',
      dropbox: 'Zapisuje sa: všetko, čo v nej je. Používaj ju len na kópie určené Vizitke.',
    },
    rest: 'Ostatné si Vizitka nevšíma: žiaden predmet, text ani príloha sa neuchováva, len kto písal, kedy a prečo sa to nezapísalo.',
    sees: {
      full: 'Kto vidí príležitosť, vidí celý e-mail.',
      subject: 'Kto vidí príležitosť, vidí, kto písal, kedy a predmet; text vidíš len ty.',
      happened: 'Kto vidí príležitosť, vidí len to, že e-mail prišiel alebo odišiel; zvyšok vidíš len ty.',
    },
    others: (names) => `Zoznam toho, čo sa nezapísalo, vidíš ty a: ${names}.`,
    alone: 'Zoznam toho, čo sa nezapísalo, vidíš len ty.',
    change: 'Pri každom e-maile to môžeš zmeniť.',
    from: (day) => `Číta sa od pošty z ${day}.`,
    fromNow: 'Číta sa pošta, ktorá príde od tejto chvíle.',
    yours: 'Nikto iný to zapnúť nemôže. Vypnúť to môžeš kedykoľvek: tu alebo v `/crm pošta`.',
    on: 'Zapnúť',
    off: 'Vypnúť',
    isOn: (name, when) => `✅ ${name}: s tvojím súhlasom sa číta od ${when}`,
    isOff: (name) => `⏸️ ${name}: nečíta sa`,
    keptAfterOff: 'Čo sa už zapísalo, zostane pri príležitostiach.',
  },
};
