import type { Words } from '../catalog.ts';
import { absences } from './absences.ts';
import { activities } from './activities.ts';
import { admin } from './admin.ts';
import { audience } from './audience.ts';
import { common } from './common.ts';
import { companies } from './companies.ts';
import { companyCard } from './companyCard.ts';
import { companyList } from './companyList.ts';
import { companyWatch } from './companyWatch.ts';
import { contactCard } from './contactCard.ts';
import { contacts } from './contacts.ts';
import { dealForms } from './dealForms.ts';
import { deals } from './deals.ts';
import { delivery } from './delivery.ts';
import { documents } from './documents.ts';
import { email } from './email.ts';
import { errors } from './errors.ts';
import { exports } from './exports.ts';
import { fields } from './fields.ts';
import { filing } from './filing.ts';
import { home } from './home.ts';
import { imports } from './imports.ts';
import { kinds } from './kinds.ts';
import { leads } from './leads.ts';
import { mailboxes } from './mailboxes.ts';
import { mailFinds } from './mailFinds.ts';
import { mailRules } from './mailRules.ts';
import { manifest } from './manifest.ts';
import { merging } from './merging.ts';
import { official } from './official.ts';
import { payments } from './payments.ts';
import { privacy } from './privacy.ts';
import { quarantine } from './quarantine.ts';
import { rates } from './rates.ts';
import { registers } from './registers.ts';
import { reports } from './reports.ts';
import { search } from './search.ts';
import { vcards } from './vcards.ts';
import { waitingMails } from './waitingMails.ts';
import { watching } from './watching.ts';

export const words: Words = {
  absences,
  activities,
  admin,
  audience,
  common,
  companies,
  companyCard,
  companyList,
  companyWatch,
  contactCard,
  contacts,
  dealForms,
  deals,
  delivery,
  documents,
  email,
  errors,
  exports,
  fields,
  filing,
  home,
  imports,
  kinds,
  leads,
  mailboxes,
  mailFinds,
  mailRules,
  manifest,
  merging,
  official,
  privacy,
  payments,
  quarantine,
  rates,
  registers,
  reports,
  search,
  vcards,
  waitingMails,
  watching,
};
