import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

const weekdays = ['v pondelok', 'v utorok', 'v stredu', 'vo štvrtok', 'v piatok', 'v sobotu', 'v nedeľu'];

export const mailFinds: Words['mailFinds'] = {
  bounced: {
    noSuchAddress: 'adresa neexistuje',
    noSuchDomain: 'doména neprijíma poštu',
    full: 'schránka je plná',
    disabled: 'schránka je vypnutá',
    refused: 'server správu odmietol',
    other: 'správu sa nepodarilo doručiť',
  },
  bouncedOn: (reason, date) => `pošta sa vrátila ${date}: ${reason}`,
  addressWorks: 'Adresa funguje',
  away: (name, until) => `🏖️ ${name} je do ${until} mimo kancelárie`,
  awayFrom: (name, from, until) => `🏖️ ${name} je od ${from} do ${until} mimo kancelárie`,
  signed: '🔏 podpísané',
  encrypted: '🔒 E-mail je zašifrovaný. Prečíta ho len príjemca vo svojom poštovom programe.',
  portal: (name, subject) => `🏛️ ${name}: „${subject}“`,
  invoice: {
    title: 'Faktúra',
    number: (number) => `Faktúra ${number}`,
    supplier: (ico) => `IČO ${ico}`,
    due: (date) => `splatnosť ${date}`,
  },
  dangers: {
    program: 'program',
    script: 'skript',
    macros: 'dokument s makrami',
  },
  unsafeFile: (name, what) => `⚠️ ${name}: ${what}`,
  unsafeInside: (name, inside, what) => `⚠️ ${name}: vnútri je ${inside}, ${what}`,
  isInside: (inside, what) => `vnútri je ${inside}, ${what}`,
  broken: (name) => `⚠️ ${name} tu nie je: e-mail bol príliš veľký, príloha je len v schránke`,
  unsafeCopy: (name, what) =>
    `⚠️ ${name} prišiel e-mailom a je to ${what}. Posielame ho pod neškodným názvom, ktorý sa končí na .bin. Pred otvorením sa opýtaj odosielateľa.`,
  meeting: {
    cancelled: 'zrušené',
    answered: {
      accepted: (name) => `${name}: účasť potvrdená`,
      declined: (name) => `${name}: účasť odmietnutá`,
      tentative: (name) => `${name}: účasť neistá`,
    },
    everyDay: (n) => plural('sk', n, { one: 'každý deň', few: 'každé # dni', other: 'každých # dní' }),
    everyWeek: (n) =>
      plural('sk', n, { one: 'každý týždeň', few: 'každé # týždne', other: 'každých # týždňov' }),
    everyMonth: (n) =>
      plural('sk', n, { one: 'každý mesiac', few: 'každé # mesiace', other: 'každých # mesiacov' }),
    everyYear: (n) => plural('sk', n, { one: 'každý rok', few: 'každé # roky', other: 'každých # rokov' }),
    on: (rule, days) => `${rule} ${days.map((day) => weekdays[day - 1]).join(', ')}`,
    times: (rule, n) =>
      plural('sk', n, { one: `${rule}, raz`, few: `${rule}, spolu #-krát`, other: `${rule}, spolu #-krát` }),
    until: (rule, date) => `${rule}, do ${date}`,
    repeats: (rule) => `🔁 ${rule}`,
    place: (place) => `📍 ${place}`,
    without: (dates) => `nekoná sa: ${dates}`,
    moved: (from, to) => `presunuté: ${from} → ${to}`,
    besides: (dates) => `navyše: ${dates}`,
    off: (time) => `🚫 Zrušené: ${time}`,
    newTime: (time, before) => `🤝 po novom ${time} (predtým ${before})`,
    proposes: (name, time) => `${name}: navrhuje ${time}`,
    proposesTime: (time, instead) =>
      instead
        ? `🤝 Návrh iného času: ${time} namiesto ${instead}. Stretnutie sa tým zatiaľ nemení.`
        : `🤝 Návrh iného času: ${time}. Stretnutie sa tým zatiaľ nemení.`,
    onlyWithout: (dates) => `🤝 Ruší sa len: ${dates}. Ostatné stretnutia v sérii platia.`,
    onlyMoved: (from, to) => `🤝 Presúva sa len: ${from} → ${to}. Ostatné stretnutia v sérii platia.`,
    proposalRefused: (time) =>
      time
        ? `🤝 Návrh iného času bol odmietnutý. Stretnutie platí, ako bolo: ${time}.`
        : '🤝 Návrh iného času bol odmietnutý. Stretnutie platí, ako bolo.',
    allMoved: (from, to) => `🤝 Presúva sa ${from} → ${to} a s tým aj všetky ďalšie stretnutia v sérii.`,
    allOff: (from) => `🤝 Ruší sa ${from} a všetky ďalšie stretnutia v sérii.`,
    restMoved: (from, to) => `presunuté aj so všetkými ďalšími: ${from} → ${to}`,
    restOff: (from) => `už sa nekoná od: ${from}`,
    allDay: 'celý deň',
  },
};
