import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const documents: Words['documents'] = {
  attach: 'Priložiť',
  attachTitle: 'Priložiť súbory',
  files: 'Súbory',
  filesCount: (n) => `Súbory (${n})`,
  count: (n) => plural('sk', n, { one: '# súbor', few: '# súbory', many: '# súboru', other: '# súborov' }),
  fields: {
    files: 'Súbory',
    target: 'Príležitosť alebo firma',
    folder: 'Priečinok',
  },
  filesHint: (megabytes) => `Naraz najviac 10, každý do ${megabytes}\u00a0MB.`,
  folders: {
    enquiry: 'Dopyt',
    offer: 'Ponuka',
    contract: 'Zmluva',
    drawings: 'Výkresy',
    minutes: 'Zápisy',
    other: 'Ostatné',
  },
  everyFolder: 'Všetky priečinky',
  kept: (names, where) => `✅ Uložené: ${names} · ${where}`,
  keptBy: (names, where, by) => `✅ Uložené: ${names} · ${where} · ${by}`,
  offer: (names) => `📎 ${names}`,
  keepWith: (deal) => `Uložiť k ${deal}`,
  keepWithSome: 'Uložiť k príležitosti',
  tryAgain: 'Skúsiť znova',
  saving: (names) => `⏳ Ukladá sa ${names}…`,
  noFiles: 'Pri tejto správe žiadne súbory nie sú. Skús to pri správe, ktorá ich má.',
  onTheWay: (name) => `📎 ${name} príde o chvíľu v správe od Vizitky. Tá kópia o 24 hodín zmizne.`,
  copyOf: (name, where) => `${name} · ${where} · táto kópia o 24 hodín zmizne`,
  inviteAdds:
    'Vizitka v tom kanáli nie je. Po pozvaní (/invite @Vizitka) ponúkne pri súboroch vo vlákne príležitosti uloženie jedným tlačidlom.',
  none: 'Zatiaľ žiadne súbory. Prilož ich, potiahni do vlákna pod kartou príležitosti, alebo prídu e-mailom.',
  emptyFolder: 'Tento priečinok je prázdny.',
  manage: 'Upratať',
  done: 'Hotovo',
  delete: 'Zmazať',
  deleted: (name) => `Zmazané: ${name}`,
  back: 'Späť',
};
