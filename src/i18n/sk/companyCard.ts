import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const companyCard: Words['companyCard'] = {
  customer: 'zákazník',
  customerSince: (day) => `zákazník od ${day}`,
  former: (reason) => (reason ? `bývalý zákazník: ${reason}` : 'bývalý zákazník'),
  owner: (name) => `má na starosti: ${name}`,
  whereFrom: 'Odkiaľ to je?',
  noSources: 'Odkiaľ údaje sú, nie je zaznamenané: sú zapísané ručne.',
  sourcesHint: 'Register dopĺňa, čo je prázdne a čo sám vyplnil. Čo niekto napísal ručne, zostáva.',
  sources: {
    register: (register, at) => `${register}, ${at}`,
    person: (who, at) => (who ? `ručne: ${who}, ${at}` : `ručne, ${at}`),
    import: (who, at) => (who ? `import: ${who}, ${at}` : `import, ${at}`),
    mail: (_who, at) => `e-mail, ${at}`,
    lead: (_who, at) => `lead, ${at}`,
    deal: (_who, at) => `vyhraná príležitosť, ${at}`,
  },
  changes: 'Zmeny údajov',
  noChanges: 'Zatiaľ sa nič nezmenilo.',
  older: 'Staršie',
  events: {
    created: 'Firma založená',
    confirmed: 'Register údaje potvrdil',
    dicRevealed: 'Zobrazené celé DIČ',
    merged: 'Zlúčené s inou firmou',
    mergeUndone: 'Zlúčenie vrátené',
    watched: 'Register ohlásil zmenu',
  },
  parent: 'Materská firma',
  reveal: 'Ukázať DIČ',
  dicIs: (number) => `DIČ ${number}. Je to rodné číslo: vidíš ho len ty a otázka naň sa zaznamenala.`,
  dicUnknown: 'ARES toto DIČ teraz neprezradil. Skús to neskôr.',
  contacts: (names, more) =>
    more > 0
      ? `Kontakty: ${names} a ${plural('sk', more, { one: '# ďalší', few: '# ďalšie', other: '# ďalších' })}`
      : `Kontakty: ${names}`,
  withWhom: 'S kým tam hovoríme',
  ours: 'Kto od nás s nimi hovorí',
  latest: 'Naposledy',
  talks: (name, count, when) =>
    `${name}: ${plural('sk', count, { one: '#-krát', few: '#-krát', other: '#-krát' })}, naposledy ${when}`,
};
