import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const vcards: Words['vcards'] = {
  offer: (file) => `👤 ${file} je vizitka vCard. Založiť z nej kontakty?`,
  open: 'Ukázať',
  none: 'Pri tejto správe nie je žiadna vizitka vCard. Je to súbor s príponou .vcf.',
  title: 'Kontakty z vCard',
  save: 'Založiť',
  found: (n) =>
    plural('sk', n, {
      one: 'V súbore je # vizitka.',
      few: 'V súbore sú # vizitky.',
      other: 'V súbore je # vizitiek.',
    }),
  broken: (n) =>
    plural('sk', n, {
      one: 'Ešte # sa nedala prečítať.',
      few: 'Ešte # sa nedali prečítať.',
      other: 'Ešte # sa nedalo prečítať.',
    }),
  who: (from, to) => `Vizitky ${from}–${to}`,
  nameless: 'bez mena',
  known: (name) => `už v evidencii: ${name}`,
  created: (n) =>
    plural('sk', n, {
      one: 'Založený # kontakt',
      few: 'Založené # kontakty',
      other: 'Založených # kontaktov',
    }),
  knownAlready: (n) =>
    plural('sk', n, {
      one: '# už v evidencii bol',
      few: '# už v evidencii boli',
      other: '# už v evidencii bolo',
    }),
  failed: (n) =>
    plural('sk', n, {
      one: '# sa založiť nedal:',
      few: '# sa založiť nedali:',
      other: '# sa založiť nedalo:',
    }),
  from: (day) => `vizitka vCard, ${day}`,
  fromMail: (day) => `e-mail, ${day}`,
};
