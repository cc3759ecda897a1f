import type { Words } from '../catalog.ts';

export const audience: Words['audience'] = {
  company: 'Túto firmu vidia všetci plní členovia workspacu. Hostia a iné organizácie nikdy.',
  contact: 'Tento kontakt vidia všetci plní členovia workspacu. Hostia a iné organizácie nikdy.',
  lead: 'Tento lead vidia všetci plní členovia workspacu. Hostia a iné organizácie nikdy.',
  dealsThere:
    'Príležitosti, história a súbory sú tu len tie, ktoré smieš vidieť: príležitosť s obmedzeným prístupom sa ukazuje len svojim ľuďom, takže kolegovia tu môžu vidieť iné čísla.',
  everyoneEdits: 'Upraviť to môže každý, kto to vidí; kto čo zmenil, sa pamätá.',
  withDeal: (deal) => `Tento e-mail vidia tí, ktorí vidia príležitosť ${deal}.`,
  mail: 'Tento e-mail vidia všetci plní členovia workspacu. Hostia a iné organizácie nikdy.',
  privacy: {
    subject: '🔒 Text čítajú len kolegovia, ktorým e-mail patrí; ostatní vidia predmet.',
    happened: '🔒 Čítajú ho len kolegovia, ktorým patrí; ostatní vidia len to, že prebehol.',
  },
  holders: (names) => `Sú to: ${names}`,
  movesWithIt: 'Keď sa presunie k inej príležitosti, uvidia ho tí, ktorí vidia tú.',
  logEdits: 'Zápis v histórii mení kolega, od ktorého je, a správcovia.',
  waiting: 'Tento e-mail čaká na zaradenie. Dovtedy jeho karta nejde nikomu inému.',
  asked: (name) => `Pýtame sa: ${name}`,
  cameFrom: (name) => `Prišiel cez: ${name}`,
  untilPlaced:
    'Keď bude pri príležitosti, uvidia ho všetci, ktorí vidia ju. Súhrn ho len započíta a nič o ňom nepovie.',
};
