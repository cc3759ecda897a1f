/** One wiring for production, sandbox and tests. The lists below are the index of the product. */
import path from 'node:path';
import type { Config } from './config.ts';
import type { Database } from './db/connect.ts';
import { standInTold } from './features/absences/effects.ts';
import { absenceCommand, registerAbsenceHandlers } from './features/absences/slack.ts';
import { activitiesOnDeal } from './features/activities/card-part.ts';
import { activitiesOnCompany } from './features/activities/company-part.ts';
import { activitiesOnContact } from './features/activities/contact-part.ts';
import { kindsCommand } from './features/activities/kind-slack.ts';
import { activitiesOnLead } from './features/activities/lead-part.ts';
import {
  activitiesFollowDeal,
  activitiesFollowLead,
  activitiesReturnToLead,
} from './features/activities/listeners.ts';
import type { ActivityPart } from './features/activities/part.ts';
import { registerActivityHandlers } from './features/activities/slack.ts';
import { registerCrmCommand } from './features/admin/command.ts';
import { askLanguage, handOver, standsIn, tookOver } from './features/admin/effects.ts';
import { peopleCommand, registerAdminHandlers, settingsCommand } from './features/admin/slack.ts';
import { registerAudienceHandlers } from './features/audience/slack.ts';
import { companyFields } from './features/companies/field-kind.ts';
import { companiesCommand } from './features/companies/list-slack.ts';
import { customersAreWon } from './features/companies/listeners.ts';
import type { CompanyPart } from './features/companies/part.ts';
import { sealBirthNumbers, sealer } from './features/companies/sealing.ts';
import { registerCompanyHandlers } from './features/companies/slack.ts';
import { changesHeld, heldElsewhere, registerChanged } from './features/companies/watch-effects.ts';
import { contactCommand } from './features/contacts/command.ts';
import { awayOnDeal } from './features/contacts/deal-part.ts';
import { contactFields } from './features/contacts/field-kind.ts';
import type { ContactPart } from './features/contacts/part.ts';
import { registerContactHandlers } from './features/contacts/slack.ts';
import { cardFile, cardOffer } from './features/contacts/vcard/effects.ts';
import { registerVCardHandlers } from './features/contacts/vcard/slack.ts';
import { dealsOnContact } from './features/deals/contact-part.ts';
import { cardEdit, cardPost, handedOver, newCard, newQuestion } from './features/deals/effects.ts';
import { dealFields } from './features/deals/field-kind.ts';
import { hush, hushNotices } from './features/deals/hush.ts';
import type { DealPart } from './features/deals/part.ts';
import { registerDealHandlers } from './features/deals/slack.ts';
import { stagesCommand } from './features/deals/stages-slack.ts';
import { fileCopy, fileCopyRemoval, fileOffer, fileOfferEdit } from './features/documents/effects.ts';
import { openStorage } from './features/documents/open-storage.ts';
import {
  filesFollowActivity,
  filesFollowLead,
  filesOfActivity,
  filesOnCompany,
  filesOnDeal,
  filesOnLead,
  filesReturnToLead,
  hushOffers,
} from './features/documents/part.ts';
import { slackFiles } from './features/documents/port.ts';
import { registerDocumentHandlers } from './features/documents/slack.ts';
import { folderBlobs } from './features/email/blobs.ts';
import { mailCommand } from './features/email/command.ts';
import { writeToContact } from './features/email/contact-part.ts';
import { emailEffects } from './features/email/effects.ts';
import { mailHealthPart } from './features/email/mailboxes/health.ts';
import { registerMailboxHandlers } from './features/email/mailboxes/mailbox-slack.ts';
import { startMailPollers } from './features/email/mailboxes/poller.ts';
import { newsListeners } from './features/email/notices/news-listeners.ts';
import { emailInDigest, emailLeftBehind, emailOnActivity, emailOnHome } from './features/email/part.ts';
import { hushMails } from './features/email/privacy/hush.ts';
import { registerMailRuleHandlers } from './features/email/privacy/rules-slack.ts';
import {
  followActivity,
  leadTakesMail,
  mailsFollowLead,
  mailsReturnToLead,
  registerEmailHandlers,
  takeMailAlong,
} from './features/email/slack.ts';
import { lookAgain } from './features/email/triage/look-again.ts';
import { lookAgainListeners } from './features/email/triage/look-again-queue.ts';
import { mailsBegin } from './features/email/triage/settled.ts';
import { registerSortHandlers } from './features/email/triage/sort-slack.ts';
import { writeOnDeal } from './features/email/write-part.ts';
import { exportFile } from './features/exports/effects.ts';
import { exportCommand, registerExportHandlers } from './features/exports/slack.ts';
import { fieldsOnCompany } from './features/fields/company-part.ts';
import { fieldsOnContact } from './features/fields/contact-part.ts';
import { fieldsOnDeal } from './features/fields/deal-part.ts';
import { redrawFields } from './features/fields/effects.ts';
import { fieldsOnLead } from './features/fields/lead-part.ts';
import type { FieldKind } from './features/fields/part.ts';
import { fieldsCommand, registerFieldHandlers } from './features/fields/slack.ts';
import { homeListener, homePush } from './features/home/effects.ts';
import { registerHomeHandlers } from './features/home/slack.ts';
import { importEffects } from './features/imports/effects.ts';
import { startImporter } from './features/imports/importer.ts';
import { sealInImports } from './features/imports/sealing.ts';
import { importCommand, registerImportHandlers } from './features/imports/slack.ts';
import { leadCommand, leadsCommand } from './features/leads/commands.ts';
import {
  leadEscalation,
  leadGiven,
  leadNudge,
  leadRedraw,
  leadsTakenOver,
  redrawLeads,
  tellNewOwner,
} from './features/leads/effects.ts';
import { leadFields } from './features/leads/field-kind.ts';
import type { LeadPart } from './features/leads/part.ts';
import {
  activitiesTouchLead,
  leadOnDeal,
  leadsInDigest,
  leadsLeftBehind,
  leadsOnHome,
} from './features/leads/parts.ts';
import { registerLeadHandlers } from './features/leads/slack.ts';
import { mergesOnCompany, mergesOnContact } from './features/merging/part.ts';
import { registerMergeHandlers } from './features/merging/slack.ts';
import { paymentCodeUpload } from './features/payments/effects.ts';
import { accountsOnCompany } from './features/payments/part.ts';
import { registerPaymentHandlers } from './features/payments/slack.ts';
import { privacyEffects } from './features/privacy/effects.ts';
import { erasureListFile, listFileOf } from './features/privacy/list-file.ts';
import { takeUpErasures } from './features/privacy/replaying.ts';
import { gdprCommand, registerPrivacyHandlers } from './features/privacy/slack.ts';
import { ratesCommand, registerRateHandlers } from './features/rates/slack.ts';
import { registersHealthPart } from './features/registers/health.ts';
import { createRegisters, registerUrls } from './features/registers/port.ts';
import { chartUpload, digestPost } from './features/reports/effects.ts';
import { digestCommand, registerReportHandlers } from './features/reports/slack.ts';
import { findCommand, registerSearchHandlers } from './features/search/slack.ts';
import { registerAnswerHandlers } from './features/watching/answers-slack.ts';
import { nudge, redraw } from './features/watching/effects.ts';
import { escalation, escalationEdit, escalationTo } from './features/watching/escalation-effects.ts';
import { added, moved } from './features/watching/notice-effects.ts';
import { followDeals, hushNudges, dealPart as watchingDealPart } from './features/watching/part.ts';
import { registerWatchingHandlers } from './features/watching/slack.ts';
import { type HealthPart, healthRoute, serveRoutes } from './health.ts';
import { type Jobs, startJobs } from './jobs/runner.ts';
import { listJobStatus } from './jobs/runs.ts';
import { schedule } from './jobs/schedule.ts';
import type { Ctx, EventListener, Ports } from './lib/context.ts';
import type { Log } from './lib/log.ts';
import { createSecrets } from './lib/secrets.ts';
import type { Time } from './lib/time.ts';
import { settingsOf } from './operations/context.ts';
import { type Dispatcher, type Pace, startDispatcher } from './outbox/dispatcher.ts';
import type { EffectHandler } from './outbox/effects.ts';
import { registerOutboxHandlers } from './outbox/slack.ts';
import { dispatcherStatus } from './outbox/status.ts';
import { undelivered } from './outbox/undelivered.ts';
import { personalData } from './personal-data.ts';
import { registerChannelHandlers } from './slack/channels.ts';
import { connectSlack, type SlackConnection } from './slack/connect.ts';
import type { CrmCommand } from './slack/crm.ts';
import { createHandlers, type Handlers } from './slack/handlers.ts';
import { meetPerson } from './slack/people.ts';
import type { Answering } from './slack/sender.ts';

/** How each kind of effect is re-read and rendered when it leaves. */
const effects: EffectHandler[] = [
  askLanguage,
  handOver,
  tookOver,
  standsIn,
  standInTold,
  changesHeld,
  heldElsewhere,
  registerChanged,
  cardOffer,
  cardFile,
  cardPost,
  cardEdit,
  handedOver,
  hush,
  exportFile,
  fileCopy,
  fileCopyRemoval,
  fileOffer,
  fileOfferEdit,
  newCard,
  newQuestion,
  redrawFields,
  homePush,
  leadEscalation,
  leadGiven,
  leadNudge,
  leadRedraw,
  leadsTakenOver,
  paymentCodeUpload,
  digestPost,
  chartUpload,
  undelivered,
  added,
  escalation,
  escalationEdit,
  escalationTo,
  moved,
  nudge,
  redraw,
  ...emailEffects,
  lookAgain,
  ...importEffects,
  ...privacyEffects,
];

/** What follows from an event inside its own transaction (src/events/watchers.ts). */
const listeners: EventListener[] = [
  customersAreWon,
  activitiesFollowDeal,
  filesFollowActivity,
  homeListener,
  followDeals,
  hushNotices,
  hushNudges,
  hushMails,
  hushOffers,
  takeMailAlong,
  followActivity,
  leadTakesMail,
  activitiesFollowLead,
  filesFollowLead,
  mailsFollowLead,
  activitiesReturnToLead,
  filesReturnToLead,
  mailsReturnToLead,
  ...newsListeners,
  activitiesTouchLead,
  redrawLeads,
  tellNewOwner,
  ...lookAgainListeners,
];

/** What slices add to a deal: its card, the question under a new one. */
const dealParts: DealPart[] = [
  awayOnDeal,
  activitiesOnDeal,
  filesOnDeal,
  watchingDealPart,
  writeOnDeal,
  fieldsOnDeal,
  leadOnDeal,
];

/** What slices add to a company's card. */
const companyParts: CompanyPart[] = [
  activitiesOnCompany,
  filesOnCompany,
  accountsOnCompany,
  fieldsOnCompany,
  mergesOnCompany,
];

/** Records that have custom fields. */
const fieldKinds: FieldKind[] = [companyFields, contactFields, leadFields, dealFields];

/** What slices add to a contact's card. */
const contactParts: ContactPart[] = [
  activitiesOnContact,
  dealsOnContact,
  writeToContact,
  fieldsOnContact,
  mergesOnContact,
];

/** What slices add to a lead's card. */
const leadParts: LeadPart[] = [activitiesOnLead, filesOnLead, fieldsOnLead];

/** What slices keep with an activity: its files, the mail it came by. */
const activityParts: ActivityPart[] = [filesOfActivity, emailOnActivity];

/** What listens to Slack. */
const handlers: ((on: Handlers) => void)[] = [
  registerAbsenceHandlers,
  registerActivityHandlers,
  registerAdminHandlers,
  registerAudienceHandlers,
  registerCompanyHandlers,
  registerContactHandlers,
  registerVCardHandlers,
  registerDealHandlers,
  registerDocumentHandlers,
  registerExportHandlers,
  registerFieldHandlers,
  registerWatchingHandlers,
  registerAnswerHandlers,
  registerHomeHandlers,
  registerLeadHandlers,
  registerMergeHandlers,
  registerSearchHandlers,
  registerPaymentHandlers,
  registerRateHandlers,
  registerReportHandlers,
  registerSortHandlers,
  registerOutboxHandlers,
  registerChannelHandlers,
  registerEmailHandlers,
  registerMailRuleHandlers,
  registerMailboxHandlers,
  registerImportHandlers,
  registerPrivacyHandlers,
];

/** What follows `/crm`, in the order of its help. */
const crmCommands: CrmCommand[] = [
  findCommand,
  companiesCommand,
  leadsCommand,
  leadCommand,
  contactCommand,
  digestCommand,
  ratesCommand,
  peopleCommand,
  absenceCommand,
  settingsCommand,
  stagesCommand,
  kindsCommand,
  fieldsCommand,
  mailCommand,
  importCommand,
  exportCommand,
  gdprCommand,
];

/** What each part of the product says of itself in GET /health. */
const healthParts = (slack: SlackConnection): HealthPart[] => [
  {
    name: 'slack',
    check: () => ({
      ok: slack.connections() > 0 && slack.problem() === null,
      mode: slack.mode,
      connections: slack.connections(),
      problem: slack.problem(),
    }),
  },
  {
    name: 'outbox',
    check: async (ctx) => {
      const status = await dispatcherStatus(ctx);
      return { ok: !status.stopped && !status.refused && status.deadLetters === 0, ...status };
    },
  },
  {
    name: 'jobs',
    check: async (ctx) => {
      const jobs = await listJobStatus(ctx);
      return { ok: jobs.every((job) => job.failing === null), jobs };
    },
  },
  mailHealthPart,
  registersHealthPart,
];

export interface CrmDeps {
  config: Config;
  database: Database;
  time: Time;
  log: Log;
  pace?: Pace;
}

export interface Crm {
  /** acts as the product itself */
  ctx: Ctx;
  slack: SlackConnection;
  dispatcher: Dispatcher;
  jobs: Jobs;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Runs the jobs that are due by the clock of ctx, then performs the effects that are due. */
  settle(): Promise<void>;
}

export function buildCrm({ config, database, time, log, pace = {} }: CrmDeps): Crm {
  const health = healthRoute(
    config,
    () => ctx,
    () => healthParts(slack),
  );
  const slack = connectSlack(config, log, [health]);
  const ctx: Ctx = {
    db: database.reader,
    database,
    time,
    actor: { kind: 'system', name: 'vizitka' },
    language: config.DEFAULT_LANGUAGE,
    settings: settingsOf(config),
    ports: createPorts(config, time, slack, database),
    listeners,
    log,
  };
  const answering: Answering = {
    client: slack.answers,
    ctx,
    systemCtx: async () => ctx,
    meet: (slackId) => meetPerson(ctx, slack.answers, slackId),
    responseHosts: responseHosts(config),
  };
  const on = createHandlers(slack.app, ctx, answering);
  for (const register of handlers) register(on);
  registerCrmCommand(on, crmCommands);
  const dispatcher = startDispatcher({ ctx, client: slack.notifications, handlers: effects, pace });
  const jobs = startJobs({ ctx, jobs: schedule });
  const mail = startMailPollers(ctx, config.MAILBOXES);
  const importer = startImporter(ctx);
  let routes: Awaited<ReturnType<typeof serveRoutes>> | null = null;
  return {
    ctx,
    slack,
    dispatcher,
    jobs,
    async start() {
      await takeUpErasures(ctx);
      const seal = sealer(ctx.ports.secrets);
      await sealBirthNumbers(ctx, seal);
      await sealInImports(ctx, seal);
      // In HTTP mode Bolt's own server answers it.
      if (slack.mode === 'socket') routes = await serveRoutes(config, [health]);
      await slack.start();
      dispatcher.start();
      jobs.start();
      mail.start();
      importer.start();
    },
    async settle() {
      await mail.drain();
      await importer.drain();
      await jobs.runDue();
      await dispatcher.drain();
    },
    async stop() {
      await mail.stop();
      await importer.stop();
      await slack.stop();
      await routes?.stop();
      await jobs.stop();
      await dispatcher.stop();
      await ctx.ports.registers.stop();
    },
  };
}

/** What reaches outside the database; each slice declares its own. */
const createPorts = (config: Config, time: Time, slack: SlackConnection, database: Database): Ports =>
  ({
    slack: slack.background,
    registers: createRegisters({ ...registerUrls(config), time, database }),
    slackFiles: slackFiles(config.SLACK_API_URL, config.SLACK_BOT_TOKEN ?? ''),
    storage: openStorage(config),
    mailBlobs: folderBlobs(path.join(config.FILES_DIR, 'mail')),
    mailboxes: config.MAILBOXES,
    secrets: createSecrets(config.SECRETS_KEY, config.SECRETS_KEY_OLD),
    dealParts,
    activityParts,
    companyParts,
    leadParts,
    contactParts,
    fieldKinds,
    originParts: [mailsBegin],
    homeParts: [emailOnHome, leadsOnHome],
    digestParts: [emailInDigest, leadsInDigest],
    leavingParts: [emailLeftBehind, leadsLeftBehind],
    personalData,
    erasureList: erasureListFile(listFileOf(config.FILES_DIR)),
  }) as Ports;

/** A response_url comes with each request; only Slack's own host (or the one set by SLACK_API_URL) is written to. */
const responseHosts = (config: Config): string[] =>
  config.SLACK_API_URL.startsWith('https://slack.com/')
    ? ['https://hooks.slack.com/', 'https://hooks.slack-gov.com/']
    : [`${new URL(config.SLACK_API_URL).origin}/`];
