import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

const weekdays = ['v pondělí', 'v úterý', 've středu', 've čtvrtek', 'v pátek', 'v sobotu', 'v neděli'];

export const mailFinds: Words['mailFinds'] = {
  bounced: {
    noSuchAddress: 'adresa neexistuje',
    noSuchDomain: 'doména nepřijímá poštu',
    full: 'schránka je plná',
    disabled: 'schránka je vypnutá',
    refused: 'server zprávu odmítl',
    other: 'zprávu se nepodařilo doručit',
  },
  bouncedOn: (reason, date) => `pošta se vrátila ${date}: ${reason}`,
  addressWorks: 'Adresa funguje',
  away: (name, until) => `🏖️ ${name} je do ${until} mimo kancelář`,
  awayFrom: (name, from, until) => `🏖️ ${name} je od ${from} do ${until} mimo kancelář`,
  signed: '🔏 podepsáno',
  encrypted: '🔒 E-mail je zašifrovaný. Přečte ho jen příjemce ve svém poštovním programu.',
  portal: (name, subject) => `🏛️ ${name}: „${subject}“`,
  invoice: {
    title: 'Faktura',
    number: (number) => `Faktura ${number}`,
    supplier: (ico) => `IČO ${ico}`,
    due: (date) => `splatnost ${date}`,
  },
  dangers: {
    program: 'program',
    script: 'skript',
    macros: 'dokument s makry',
  },
  unsafeFile: (name, what) => `⚠️ ${name}: ${what}`,
  unsafeInside: (name, inside, what) => `⚠️ ${name}: uvnitř je ${inside}, ${what}`,
  isInside: (inside, what) => `uvnitř je ${inside}, ${what}`,
  broken: (name) => `⚠️ ${name} tu není: e-mail byl moc velký, příloha je jen ve schránce`,
  unsafeCopy: (name, what) =>
    `⚠️ ${name} přišel e-mailem a je to ${what}. Posíláme ho pod neškodným názvem, který končí na .bin. Před otevřením se zeptej odesílatele.`,
  meeting: {
    cancelled: 'zrušeno',
    answered: {
      accepted: (name) => `${name}: účast potvrzena`,
      declined: (name) => `${name}: účast odmítnuta`,
      tentative: (name) => `${name}: účast nejistá`,
    },
    everyDay: (n) => plural('cs', n, { one: 'každý den', few: 'každé # dny', other: 'každých # dní' }),
    everyWeek: (n) => plural('cs', n, { one: 'každý týden', few: 'každé # týdny', other: 'každých # týdnů' }),
    everyMonth: (n) =>
      plural('cs', n, { one: 'každý měsíc', few: 'každé # měsíce', other: 'každých # měsíců' }),
    everyYear: (n) => plural('cs', n, { one: 'každý rok', few: 'každé # roky', other: 'každých # let' }),
    on: (rule, days) => `${rule} ${days.map((day) => weekdays[day - 1]).join(', ')}`,
    times: (rule, n) =>
      plural('cs', n, {
        one: `${rule}, jednou`,
        few: `${rule}, celkem #krát`,
        other: `${rule}, celkem #krát`,
      }),
    until: (rule, date) => `${rule}, do ${date}`,
    repeats: (rule) => `🔁 ${rule}`,
    place: (place) => `📍 ${place}`,
    without: (dates) => `nekoná se: ${dates}`,
    moved: (from, to) => `přesunuto: ${from} → ${to}`,
    besides: (dates) => `navíc: ${dates}`,
    off: (time) => `🚫 Zrušeno: ${time}`,
    newTime: (time, before) => `🤝 nově ${time} (dřív ${before})`,
    proposes: (name, time) => `${name}: navrhuje ${time}`,
    proposesTime: (time, instead) =>
      instead
        ? `🤝 Návrh jiného času: ${time} místo ${instead}. Schůzka se tím zatím nemění.`
        : `🤝 Návrh jiného času: ${time}. Schůzka se tím zatím nemění.`,
    onlyWithout: (dates) => `🤝 Ruší se jen: ${dates}. Ostatní schůzky v řadě platí.`,
    onlyMoved: (from, to) => `🤝 Přesouvá se jen: ${from} → ${to}. Ostatní schůzky v řadě platí.`,
    proposalRefused: (time) =>
      time
        ? `🤝 Návrh jiného času byl odmítnut. Schůzka platí, jak byla: ${time}.`
        : '🤝 Návrh jiného času byl odmítnut. Schůzka platí, jak byla.',
    allMoved: (from, to) => `🤝 Přesouvá se ${from} → ${to} a s tím i všechny další schůzky v řadě.`,
    allOff: (from) => `🤝 Ruší se ${from} a všechny další schůzky v řadě.`,
    restMoved: (from, to) => `přesunuto i se všemi dalšími: ${from} → ${to}`,
    restOff: (from) => `už se nekoná od: ${from}`,
    allDay: 'celý den',
  },
};
