import type { Words } from '../catalog.ts';

export const contacts: Words['contacts'] = {
  newContact: 'Nový kontakt',
  edit: 'Upraviť kontakt',
  changed:
    'Kým sa to uložilo, niekto tento kontakt zmenil. Zatiaľ nie je uložené nič a čo máš napísané, zostalo: pozri sa a ulož znova.',
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
