import type { Words } from '../catalog.ts';

export const audience: Words['audience'] = {
  company: 'Tuto firmu vidí všichni plní členové workspacu. Hosté a jiné organizace nikdy.',
  contact: 'Tento kontakt vidí všichni plní členové workspacu. Hosté a jiné organizace nikdy.',
  lead: 'Tento lead vidí všichni plní členové workspacu. Hosté a jiné organizace nikdy.',
  dealsThere:
    'Příležitosti, historie a soubory jsou tu jen ty, které smíš vidět: příležitost s omezeným přístupem se ukazuje jen svým lidem, takže kolegové tu mohou vidět jiná čísla.',
  everyoneEdits: 'Upravit to může každý, kdo to vidí; kdo co změnil, se pamatuje.',
  withDeal: (deal) => `Tento e-mail vidí ti, kdo vidí příležitost ${deal}.`,
  mail: 'Tento e-mail vidí všichni plní členové workspacu. Hosté a jiné organizace nikdy.',
  privacy: {
    subject: '🔒 Text čtou jen kolegové, kterým e-mail patří; ostatní vidí předmět.',
    happened: '🔒 Čtou ho jen kolegové, kterým patří; ostatní vidí jen to, že proběhl.',
  },
  holders: (names) => `Jsou to: ${names}`,
  movesWithIt: 'Když se přesune k jiné příležitosti, uvidí ho ti, kdo vidí tu.',
  logEdits: 'Zápis v historii mění kolega, od kterého je, a správci.',
  waiting: 'Tento e-mail čeká na zařazení. Do té doby jeho karta nejde nikomu jinému.',
  asked: (name) => `Ptáme se: ${name}`,
  cameFrom: (name) => `Přišel přes: ${name}`,
  untilPlaced:
    'Jakmile bude u příležitosti, uvidí ho všichni, kdo vidí ji. Souhrn ho jen započítá a nic o něm neřekne.',
};
