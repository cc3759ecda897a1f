import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const vcards: Words['vcards'] = {
  offer: (file) => `👤 ${file} je vizitka vCard. Založit z ní kontakty?`,
  open: 'Ukázat',
  none: 'U této zprávy není žádná vizitka vCard. Je to soubor s koncovkou .vcf.',
  title: 'Kontakty z vCard',
  save: 'Založit',
  found: (n) =>
    plural('cs', n, {
      one: 'V souboru je # vizitka.',
      few: 'V souboru jsou # vizitky.',
      other: 'V souboru je # vizitek.',
    }),
  broken: (n) =>
    plural('cs', n, {
      one: 'Ještě # se nedala přečíst.',
      few: 'Ještě # se nedaly přečíst.',
      other: 'Ještě # se nedalo přečíst.',
    }),
  who: (from, to) => `Vizitky ${from}–${to}`,
  nameless: 'beze jména',
  known: (name) => `už v evidenci: ${name}`,
  created: (n) =>
    plural('cs', n, { one: 'Založen # kontakt', few: 'Založeny # kontakty', other: 'Založeno # kontaktů' }),
  knownAlready: (n) =>
    plural('cs', n, {
      one: '# už v evidenci byl',
      few: '# už v evidenci byly',
      other: '# už v evidenci bylo',
    }),
  failed: (n) =>
    plural('cs', n, {
      one: '# se založit nedal:',
      few: '# se založit nedaly:',
      other: '# se založit nedalo:',
    }),
  from: (day) => `vizitka vCard, ${day}`,
  fromMail: (day) => `e-mail, ${day}`,
};
