import type { Words } from '../catalog.ts';

export const manifest: Words['manifest'] = {
  description: 'Pamäť obchodného tímu: príležitosti, zákazníci, termíny',
  commands: {
    '/deal': {
      description: 'Moje príležitosti, karta príležitosti, nová príležitosť',
      usage_hint: '[nova | číslo | názov]',
    },
    '/log': {
      description: 'Zapísať telefonát, stretnutie, list',
      usage_hint: '[číslo alebo názov príležitosti]',
    },
    '/company': { description: 'Firma podľa IČO alebo názvu', usage_hint: '[IČO | názov]' },
    '/crm': {
      description: 'Pomoc, pošta, súhrn, ľudia, nastavenia',
      usage_hint: '[pomoc | najst | leady | posta | suhrn | ludia | nastavenia]',
    },
  },
  shortcuts: {
    'deals.new': { name: 'Nová príležitosť', description: 'Založiť príležitosť' },
    'leads.new': { name: 'Nový lead', description: 'Zapísať lead' },
    'activities.log': { name: 'Zapísať aktivitu', description: 'Zapísať telefonát, stretnutie alebo list' },
    'activities.logMessage': {
      name: 'Zapísať k príležitosti',
      description: 'Uložiť túto správu ako aktivitu',
    },
    'contacts.fromVCard': {
      name: 'Kontakty z vCard',
      description: 'Založiť kontakty z vizitky pri tejto správe',
    },
    'documents.attach': {
      name: 'Priložiť k príležitosti',
      description: 'Uložiť súbory z tejto správy k príležitosti',
    },
    'imports.bring': {
      name: 'Importovať tabuľku',
      description: 'Načítať zákazníkov zo súboru pri tejto správe',
    },
  },
};
