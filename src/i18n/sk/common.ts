import type { Words } from '../catalog.ts';

export const common: Words['common'] = {
  save: 'Uložiť',
  cancel: 'Zrušiť',
  close: 'Zavrieť',
  open: 'Otvoriť',
  edit: 'Upraviť',
  undo: 'Vrátiť späť',
  more: 'Viac',
  next: 'Ďalšie',
  previous: 'Predchádzajúce',
  yes: 'Áno',
  notNow: 'Teraz nie',
  loading: 'Okamih…',
  saving: 'Ukladá sa…',
  saved: '✅ Uložené.',
  optional: 'nepovinné',
  shareToChannel: 'Zdieľať do kanála',
  whoSees: 'Kto to vidí?',
  page: (from, to, of) => `${from}–${to} z ${of}`,
  ours: (reference) =>
    `Toto je naša chyba, nie tvoja, a nič sa neuložilo. Skús to znova; ak sa to zopakuje, daj správcovi toto označenie: ${reference}`,
  busy: 'Slack alebo databáza sú teraz pomalé. Nič sa nestratilo, skús to o minútu.',
  stale: 'Toto tlačidlo je zastarané. Otvor si kartu znova.',
  notMember:
    'Vizitka je len pre plných členov workspacu. Hostia a ľudia z iných organizácií ju používať nemôžu.',
};
