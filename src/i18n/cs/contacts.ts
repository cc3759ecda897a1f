import type { Words } from '../catalog.ts';

export const contacts: Words['contacts'] = {
  newContact: 'Nový kontakt',
  edit: 'Upravit kontakt',
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
