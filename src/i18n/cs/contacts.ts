import type { Words } from '../catalog.ts';

export const contacts: Words['contacts'] = {
  newContact: 'Nový kontakt',
  edit: 'Upravit kontakt',
  changed:
    'Než se to uložilo, někdo tento kontakt změnil. Zatím není uloženo nic a co máš napsané, zůstalo: podívej se a ulož znovu.',
  create: (name) => `Založit kontakt: ${name}`,
  fields: {
    name: 'Jméno a příjmení',
    position: 'Funkce',
    email: 'E-mail',
    phone: 'Telefon',
    titleBefore: 'Titul před jménem',
    titleAfter: 'Titul za jménem',
  },
};
