/** What each slice holds about people outside the firm, and how it is exported and erased: every table and column there is. */
import { activityData } from './features/activities/personal-data.ts';
import { companyData } from './features/companies/personal-data.ts';
import { contactData } from './features/contacts/personal-data.ts';
import { dealData } from './features/deals/personal-data.ts';
import { documentData } from './features/documents/personal-data.ts';
import { emailData } from './features/email/personal-data.ts';
import { fieldData } from './features/fields/personal-data.ts';
import { importData } from './features/imports/personal-data.ts';
import { leadData } from './features/leads/personal-data.ts';
import { mergeData } from './features/merging/personal-data.ts';
import { coreData } from './features/privacy/core-data.ts';
import type { PersonalDataPart } from './features/privacy/part.ts';
import { privacyData } from './features/privacy/personal-data.ts';
import { rateData } from './features/rates/personal-data.ts';
import { registerData } from './features/registers/personal-data.ts';
import { reportData } from './features/reports/personal-data.ts';
import { watchingData } from './features/watching/personal-data.ts';

export const personalData: PersonalDataPart[] = [
  documentData,
  importData,
  emailData,
  fieldData,
  activityData,
  dealData,
  leadData,
  mergeData,
  contactData,
  companyData,
  registerData,
  watchingData,
  reportData,
  rateData,
  privacyData,
  coreData,
];
