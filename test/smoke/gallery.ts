/** Every view of the product, by name. */
import type { Reader } from '../../src/i18n/reader.ts';
import { gallery as absences } from '../absences/gallery.ts';
import { gallery as activities } from '../activities/gallery.ts';
import { gallery as audience } from '../audience/gallery.ts';
import { gallery as companies } from '../companies/gallery.ts';
import { gallery as contacts } from '../contacts/gallery.ts';
import { gallery as deals } from '../deals/gallery.ts';
import { gallery as documents } from '../documents/gallery.ts';
import { gallery as email } from '../email/gallery.ts';
import { gallery as mailboxes } from '../email/mailbox-gallery.ts';
import { gallery as mailRules } from '../email/rules-gallery.ts';
import { gallery as exports } from '../exports/gallery.ts';
import { gallery as fields } from '../fields/gallery.ts';
import { gallery as home } from '../home/gallery.ts';
import { gallery as leads } from '../leads/gallery.ts';
import { gallery as merging } from '../merging/gallery.ts';
import { gallery as rates } from '../rates/gallery.ts';
import { gallery as reports } from '../reports/gallery.ts';
import { gallery as search } from '../search/gallery.ts';
import type { Gallery } from '../support/gallery.ts';
import { gallery as watching } from '../watching/gallery.ts';

const slices = [
  absences,
  deals,
  companies,
  contacts,
  activities,
  audience,
  documents,
  watching,
  email,
  mailboxes,
  mailRules,
  reports,
  leads,
  exports,
  fields,
  merging,
  rates,
  home,
  search,
];

/** @throws Error when two slices use one name */
export function gallery(reader: Reader): Required<Gallery> {
  const galleries = slices.map((slice) => slice(reader));
  return {
    messages: together(galleries.map((one) => one.messages)),
    modals: together(galleries.map((one) => one.modals)),
    homes: together(galleries.map((one) => one.homes ?? {})),
  };
}

function together<T>(parts: Record<string, T>[]): Record<string, T> {
  const entries = parts.flatMap((part) => Object.entries(part));
  const all = Object.fromEntries(entries);
  if (Object.keys(all).length < entries.length) throw new Error('two views have the same name');
  return all;
}
