import type { Words } from '../catalog.ts';

export const common: Words['common'] = {
  save: 'Uložit',
  cancel: 'Zrušit',
  close: 'Zavřít',
  open: 'Otevřít',
  edit: 'Upravit',
  undo: 'Vrátit zpět',
  more: 'Více',
  next: 'Další',
  previous: 'Předchozí',
  yes: 'Ano',
  notNow: 'Teď ne',
  loading: 'Okamžik…',
  saving: 'Ukládá se…',
  saved: '✅ Uloženo.',
  optional: 'nepovinné',
  shareToChannel: 'Sdílet do kanálu',
  whoSees: 'Kdo to vidí?',
  page: (from, to, of) => `${from}–${to} z ${of}`,
  ours: (reference) =>
    `Tohle je naše chyba, ne tvoje, a nic se neuložilo. Zkus to znovu; když se to zopakuje, předej správci toto označení: ${reference}`,
  busy: 'Slack nebo databáze jsou teď pomalé. Nic se neztratilo, zkus to za minutu.',
  stale: 'Tohle tlačítko je zastaralé. Otevři si kartu znovu.',
  notMember: 'Vizitka je jen pro plné členy workspacu. Hosté a lidé z jiných organizací ji používat nemohou.',
};
