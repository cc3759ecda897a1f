import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const documents: Words['documents'] = {
  attach: 'Přiložit',
  attachTitle: 'Přiložit soubory',
  files: 'Soubory',
  filesCount: (n) => `Soubory (${n})`,
  count: (n) => plural('cs', n, { one: '# soubor', few: '# soubory', many: '# souboru', other: '# souborů' }),
  fields: {
    files: 'Soubory',
    target: 'Příležitost nebo firma',
    folder: 'Složka',
  },
  filesHint: (megabytes) => `Najednou nejvýš 10, každý do ${megabytes}\u00a0MB.`,
  folders: {
    enquiry: 'Poptávka',
    offer: 'Nabídka',
    contract: 'Smlouva',
    drawings: 'Výkresy',
    minutes: 'Zápisy',
    other: 'Ostatní',
  },
  everyFolder: 'Všechny složky',
  kept: (names, where) => `✅ Uloženo: ${names} · ${where}`,
  keptBy: (names, where, by) => `✅ Uloženo: ${names} · ${where} · ${by}`,
  offer: (names) => `📎 ${names}`,
  keepWith: (deal) => `Uložit k ${deal}`,
  keepWithSome: 'Uložit k příležitosti',
  tryAgain: 'Zkusit znovu',
  saving: (names) => `⏳ Ukládá se ${names}…`,
  noFiles: 'U téhle zprávy žádné soubory nejsou. Zkus to u zprávy, která je má.',
  onTheWay: (name) => `📎 ${name} přijde za chvilku ve zprávě od Vizitky. Ta kopie za 24 hodin zmizí.`,
  copyOf: (name, where) => `${name} · ${where} · tahle kopie za 24 hodin zmizí`,
  inviteAdds:
    'Vizitka v tom kanálu není. Po pozvání (/invite @Vizitka) nabídne u souborů ve vlákně příležitosti uložení jedním tlačítkem.',
  none: 'Zatím žádné soubory. Přilož je, přetáhni do vlákna pod kartou příležitosti, nebo přijdou e-mailem.',
  emptyFolder: 'Tahle složka je prázdná.',
  manage: 'Uklidit',
  done: 'Hotovo',
  delete: 'Smazat',
  deleted: (name) => `Smazáno: ${name}`,
  back: 'Zpět',
};
