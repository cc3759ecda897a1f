import type { Words } from '../catalog.ts';

export const manifest: Words['manifest'] = {
  description: 'Paměť obchodního týmu: příležitosti, zákazníci, termíny',
  commands: {
    '/deal': {
      description: 'Moje příležitosti, karta příležitosti, nová příležitost',
      usage_hint: '[nova | číslo | název]',
    },
    '/log': {
      description: 'Zapsat telefonát, schůzku, dopis',
      usage_hint: '[číslo nebo název příležitosti]',
    },
    '/company': { description: 'Firma podle IČO nebo názvu', usage_hint: '[IČO | název]' },
    '/crm': {
      description: 'Nápověda, leady, pošta, souhrn, lidé, nastavení',
      usage_hint: '[pomoc | najit | leady | posta | souhrn | lide | nastaveni]',
    },
  },
  shortcuts: {
    'deals.new': { name: 'Nová příležitost', description: 'Založit příležitost' },
    'leads.new': { name: 'Nový lead', description: 'Zapsat lead' },
    'activities.log': { name: 'Zapsat aktivitu', description: 'Zapsat telefonát, schůzku nebo dopis' },
    'activities.logMessage': {
      name: 'Zapsat k příležitosti',
      description: 'Uložit tuto zprávu jako aktivitu',
    },
    'contacts.fromVCard': {
      name: 'Kontakty z vCard',
      description: 'Založit kontakty z vizitky u této zprávy',
    },
    'documents.attach': {
      name: 'Přiložit k příležitosti',
      description: 'Uložit soubory z této zprávy k příležitosti',
    },
    'imports.bring': { name: 'Importovat tabulku', description: 'Načíst zákazníky ze souboru u této zprávy' },
  },
};
