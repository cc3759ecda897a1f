import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const mailboxes: Words['mailboxes'] = {
  problems: {
    account: () =>
      'Server účet nepouští, ačkoli souhlas platí. Je ve schránce zapnutý IMAP? Jinak ji znovu autorizuj: npm run mail:authorize',
    refused: () => 'Server odmítá naše přihlášení. Dej nové heslo do MAILBOXES a Vizitku restartuj.',
    consent: () => 'Souhlas se čtením skončil, nebo ho nikdo nedal: npm run mail:authorize',
    key: () => 'Chybí SECRETS_KEY, nebo to není ten, kterým byly přístupové tokeny zapečetěny.',
    tokenServer: (said) => `Přihlašovací server neodpovídá, jak má; zkouší se to samo dál. (${said})`,
    noServer: () => 'Server s takovým jménem není. Je „host“ v MAILBOXES správně?',
    noAnswer: () => 'Server neodpovídá. Běží, a jsou „port“ a „secure“ správně?',
    certificate: (said) => `Certifikátu serveru se nedá věřit (${said}).`,
    noFolder: (said) => `Chybí tam složka (${said}).`,
    lost: () => 'Spojení se přerušilo; zkouší se samo znovu.',
    noRoom: () => 'Na našem disku došlo místo.',
    other: (said) => `Server říká: ${said}`,
  },
  kinds: {
    notKnownHere: 'neznámí lidé',
    internal: 'mezi kolegy',
    mailingList: 'newslettery a hromadné e-maily',
    robot: 'stroje',
    autoReply: 'automatické odpovědi',
    bounce: 'nedoručené e-maily',
    readReceipt: 'potvrzení o přečtení',
    ourOwn: 'naše vlastní pošta',
    ignoredSender: 'ignorovaní odesílatelé',
    ignoredByHand: 'ignorováno ručně',
    rest: 'ostatní',
  },
  mine: (name) => `Moje schránka: ${name}`,
  noSender: 'bez odesílatele',
  fine: (name, age) => `✅ ${name}: přečteno ${age}`,
  never: (name) => `${name}: zatím nepřečteno`,
  off: (name, who) => `⏸️ ${name}: vypnuto. Zapnout ji může jen ten, čí je: ${who}`,
  failing: (name, since, problem) => `⚠️ ${name}: nejde číst od ${since}. ${problem}`,
  lag: (age) => `nejstarší nerozhodnutý přišel ${age}`,
  behind: (n) =>
    plural('cs', n, {
      one: '# další na serveru',
      few: '# další na serveru',
      many: '# dalšího na serveru',
      other: '# dalších na serveru',
    }),
  counts: (backlog, quarantined) => `ve frontě: ${backlog} · v karanténě: ${quarantined}`,
  refused: (name) =>
    `⚠️ Schránka ${name} odmítá naše přihlášení. Nic se neztratí; zkouší se to znovu každou čtvrthodinu. Dej nové heslo do MAILBOXES a Vizitku restartuj.`,
  refusedBy: {
    account: (name) =>
      `⚠️ Schránka ${name} nás přes platný souhlas nepouští. Nic se neztratí; zkouší se to znovu každou čtvrthodinu. Zkontroluj, že má zapnutý IMAP, nebo ji tam, kde Vizitka běží, znovu autorizuj: \`npm run mail:authorize -- ${name}\`.`,
    consent: (name) =>
      `⚠️ Souhlas se čtením schránky ${name} skončil, nebo ho nikdo nedal. Nic se neztrácí. Tam, kde Vizitka běží, spusť \`npm run mail:authorize -- ${name}\`; čtení pak pokračuje samo.`,
    key: (name) =>
      `⚠️ Schránku ${name} nejde otevřít: chybí SECRETS_KEY, nebo to není ten, kterým byly její tokeny zapečetěny. Nic se neztrácí. Vrať správný a restartuj Vizitku, nebo spusť \`npm run mail:authorize -- ${name}\`.`,
  },
  resumed: (name) => `✅ Schránka ${name} nás zase pouští. Co mezitím přišlo, se právě čte.`,
  notLogged: (n) =>
    plural('cs', n, {
      one: '# nezapsaný e-mail za 30 dní',
      few: '# nezapsané e-maily za 30 dní',
      many: '# nezapsaného e-mailu za 30 dní',
      other: '# nezapsaných e-mailů za 30 dní',
    }),
  show: 'Co se nezapsalo a proč',
  list: {
    title: (name) => `Nezapsané: ${name}`,
    explained: {
      team: 'Z obsahu těchto e-mailů se tu nic neuchovává. Seznam vidí jen lidé této schránky.',
      dropbox: 'Seznam vidí jen lidé této schránky.',
    },
    none: 'V této schránce se zapsalo všechno.',
    logAnyway: 'Přesto zapsat',
    size: (kilobytes) => `${kilobytes} kB`,
  },
  anyway: {
    coming: 'Stahuje se ze serveru. Za okamžik přijde jeho karta.',
    gone: 'Na serveru už není: někdo ho tam smazal.',
    unreadable: (problem) => `Serveru se teď nejde zeptat. ${problem}`,
    quarantined: (why) => `Podařilo se ho stáhnout, ale je v karanténě. ${why}`,
  },
  tooLarge: {
    note: (megabytes, missing) =>
      `⚠️ Celý e-mail má ${megabytes} MB. Převzal se jen jeho začátek: ${missing ? `chybí tu ${missing} a možná i další přílohy` : 'přílohy tu můžou chybět'}, jsou ve schránce.`,
    told: (subject, megabytes) =>
      `⚠️ „${subject}“ má ${megabytes} MB, to je víc, než se přebírá. Text zůstal, přílohy jsou jen ve schránce. Ty potřebné přilož k příležitosti ručně.`,
  },
  consent: {
    title: (name) => `✉️ Může Vizitka číst tvou schránku (${name})?`,
    logged: {
      team: 'Zapisuje se: pošta s kontakty a firmami, které Vizitka zná, přijatá i odeslaná. Jde k příležitosti zákazníka.',
      dropbox: 'Zapisuje se: všechno, co v ní je. Používej ji jen na kopie určené Vizitce.',
    },
    rest: 'Ostatního si Vizitka nevšímá: žádný předmět, text ani příloha se neuchovává, jen kdo psal, kdy a proč se to nezapsalo.',
    sees: {
      full: 'Kdo vidí příležitost, vidí celý e-mail.',
      subject: 'Kdo vidí příležitost, vidí, kdo psal, kdy a předmět; text vidíš jen ty.',
      happened: 'Kdo vidí příležitost, vidí jen to, že e-mail přišel nebo odešel; zbytek vidíš jen ty.',
    },
    others: (names) => `Seznam toho, co se nezapsalo, vidíš ty a: ${names}.`,
    alone: 'Seznam toho, co se nezapsalo, vidíš jen ty.',
    change: 'U každého e-mailu to můžeš změnit.',
    from: (day) => `Čte se od pošty z ${day}.`,
    fromNow: 'Čte se pošta, která přijde od této chvíle.',
    yours: 'Nikdo jiný to zapnout nemůže. Vypnout to můžeš kdykoli: tady nebo v `/crm pošta`.',
    on: 'Zapnout',
    off: 'Vypnout',
    isOn: (name, when) => `✅ ${name}: s tvým souhlasem se čte od ${when}`,
    isOff: (name) => `⏸️ ${name}: nečte se`,
    keptAfterOff: 'Co se už zapsalo, zůstane u příležitostí.',
  },
};
