import type { Words } from '../catalog.ts';

export const contacts: Words['contacts'] = {
  newContact: 'Nový kontakt',
  edit: 'Upraviť kontakt',
  create: (name) => `Založiť kontakt: ${name}`,
  fields: {
    name: 'Meno a priezvisko',
    position: 'Funkcia',
    email: 'E-mail',
    phone: 'Telefón',
    titleBefore: 'Titul pred menom',
    titleAfter: 'Titul za menom',
  },
};
