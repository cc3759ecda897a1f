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
    since: 'Keď sa mení firma: deň, keď prešli.',
    gender: 'Iba pre gramatiku listov. Bez neho platí, čo napovedá meno.',
    salutation: (text) => `Prázdne znamená: ${text}`,
  },
  kinds: { mobile: 'mobil', office: 'kancelária' },
  fields: {
    name: 'Meno a priezvisko',
    position: 'Funkcia',
    emails: 'E-mail',
    phones: 'Telefón',
    titleBefore: 'Titul pred menom',
    titleAfter: 'Titul za menom',
    companyId: 'Firma',
    since: 'Vo firme od',
    language: 'Jazyk',
    gender: 'Rod (pre gramatiku)',
    salutation: 'Oslovenie v liste',
    legalBasis: 'Právny základ (GDPR)',
    source: 'Odkiaľ kontakt máme',
  },
};
