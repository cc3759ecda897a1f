import type { Words } from '../catalog.ts';

export const contacts: Words['contacts'] = {
  newContact: 'Nový kontakt',
  edit: 'Upraviť kontakt',
  changed:
    'Kým sa to uložilo, niekto tento kontakt zmenil. Zatiaľ nie je uložené nič a čo máš napísané, zostalo: pozri sa a ulož znova.',
  create: (name) => `Založiť kontakt: ${name}`,
  hints: {
    name: 'Aj s titulmi: Ing. Petr Říha, PhD.',
    emails: 'Každý na vlastný riadok, hlavný prvý.',
    phones: 'Každý na vlastný riadok, hlavný prvý. Za číslom môže byť: mobil, kancelária.',
  },
  kinds: { mobile: 'mobil', office: 'kancelária' },
  fields: {
    name: 'Meno a priezvisko',
    position: 'Funkcia',
    emails: 'E-mail',
    phones: 'Telefón',
    titleBefore: 'Titul pred menom',
    titleAfter: 'Titul za menom',
  },
};
