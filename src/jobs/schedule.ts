/** All recurring work on one page. Times without a zone are in the installation's. */
import { refreshPeople } from '../features/admin/jobs.ts';
import { watchCompanies } from '../features/companies/watch.ts';
import { freshenCards } from '../features/deals/jobs.ts';
import { sweepFiles } from '../features/documents/jobs.ts';
import { readWords } from '../features/email/finding/reading-words.ts';
import { checkMailboxes, giveUpOldSources, listMeetings, sweepMail } from '../features/email/jobs.ts';
import { lookAgainLate } from '../features/email/triage/look-again-late.ts';
import { exportJobs } from '../features/exports/jobs.ts';
import { importJobs } from '../features/imports/jobs.ts';
import { queueUntouched } from '../features/leads/due.ts';
import { gatherStragglers } from '../features/merging/jobs.ts';
import { goOnErasing } from '../features/privacy/jobs.ts';
import { askSecondTime, forgetQuestions } from '../features/registers/jobs.ts';
import { digestJob } from '../features/reports/jobs.ts';
import { queueWhatIsDue } from '../features/watching/due.ts';
import { keepHouse } from './housekeeping.ts';
import type { Job } from './model.ts';

export const schedule: Job[] = [
  { name: 'watching.due', every: 'minute', run: queueWhatIsDue },
  { name: 'leads.due', every: 'minute', run: queueUntouched },
  digestJob,
  { name: 'deals.freshen', every: { daily: '00:05' }, run: freshenCards },
  { name: 'people.refresh', every: { daily: '03:10' }, run: refreshPeople },
  { name: 'housekeeping', every: { daily: '03:40' }, run: keepHouse },
  { name: 'documents.sweep', every: { daily: '03:45' }, run: sweepFiles },
  { name: 'companies.watch', every: { minutes: 5 }, run: watchCompanies },
  { name: 'registers.decide', every: { minutes: 15 }, run: askSecondTime },
  { name: 'registers.forget', every: { daily: '03:35' }, run: forgetQuestions },
  { name: 'privacy.erase', every: 'minute', run: goOnErasing },
  { name: 'merging.gather', every: { minutes: 15 }, run: gatherStragglers },
  { name: 'mail.words', every: 'minute', run: readWords },
  { name: 'mail.lookAgain', every: { minutes: 5 }, run: lookAgainLate },
  { name: 'mail.check', every: { daily: '02:50' }, run: checkMailboxes },
  { name: 'mail.meetings', every: { minutes: 15 }, run: listMeetings },
  { name: 'mail.retention', every: { daily: '03:30' }, run: giveUpOldSources },
  { name: 'mail.sweep', every: { daily: '03:50' }, run: sweepMail },
  ...importJobs,
  ...exportJobs,
];
