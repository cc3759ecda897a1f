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
  },
  kinds: { mobile: 'mobil', office: 'kancelář' },
  fields: {
    name: 'Jméno a příjmení',
    position: 'Funkce',
    emails: 'E-mail',
    phones: 'Telefon',
    titleBefore: 'Titul před jménem',
    titleAfter: 'Titul za jménem',
  },
};
