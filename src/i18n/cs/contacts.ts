import type { Words } from '../catalog.ts';

export const contacts: Words['contacts'] = {
  newContact: 'Nový kontakt',
  edit: 'Upravit kontakt',
  changed:
    'Než se to uložilo, někdo tento kontakt změnil. Zatím není uloženo nic a co máš napsané, zůstalo: podívej se a ulož znovu.',
  create: (name) => `Založit kontakt: ${name}`,
  hints: {
    name: 'I s tituly: Ing. Petr Říha, Ph.D.',
    emails: 'Každý na vlastní řádek, hlavní první.',
    phones: 'Každý na vlastní řádek, hlavní první. Za číslem může být: mobil, kancelář.',
    since: 'Když se mění firma: den, kdy přešli.',
    gender: 'Jen pro gramatiku dopisů. Bez něj platí, co napovídá jméno.',
    salutation: (text) => `Prázdné znamená: ${text}`,
  },
  kinds: { mobile: 'mobil', office: 'kancelář' },
  fields: {
    name: 'Jméno a příjmení',
    position: 'Funkce',
    emails: 'E-mail',
    phones: 'Telefon',
    titleBefore: 'Titul před jménem',
    titleAfter: 'Titul za jménem',
    companyId: 'Firma',
    since: 'Ve firmě od',
    language: 'Jazyk',
    gender: 'Rod (pro gramatiku)',
    salutation: 'Oslovení v dopise',
    legalBasis: 'Právní základ (GDPR)',
    source: 'Odkud kontakt máme',
  },
};
