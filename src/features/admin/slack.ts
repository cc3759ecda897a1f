import { findPersonBySlackId, listAdmins, listMembers } from '../../access/people.ts';
import { assertAdmin, isAdmin } from '../../access/policy.ts';
import { isAway } from '../../access/standing-in.ts';
import { isLanguage } from '../../i18n/catalog.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Country } from '../../lib/context.ts';
import type { PlainDate } from '../../lib/time.ts';
import { forgetChannels } from '../../slack/channels.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { type SlackUser, toSlackPerson } from '../../slack/people.ts';
import type { Request } from '../../slack/requests.ts';
import { appoint, askLanguageOnce, chooseSettings, chooseSuccessor, takeOverPeople } from './service.ts';
import {
  chooseLanguage,
  editPeople,
  handedOver,
  languageChosen,
  peopleForm,
  peopleModal,
  rolesCard,
  settingsForm,
  settingsModal,
  successor,
} from './views.ts';

export const settingsCommand: CrmCommand = {
  key: 'settings',
  words: { en: ['settings', 'language'], cs: ['nastavení', 'jazyk'], sk: ['nastavenia', 'jazyk'] },
  help: (t) => t.admin.commands.settings,
  handle: (request) => request.open(() => settingsModal(request.reader, countryOf(request))),
};

export const peopleCommand: CrmCommand = {
  key: 'people',
  words: {
    en: ['people', 'admins', 'roles'],
    cs: ['lidé', 'správci', 'role'],
    sk: ['ľudia', 'správcovia', 'roly'],
  },
  help: (t) => t.admin.commands.people,
  handle: async (request) => request.say(await roles(request)),
};

export function registerAdminHandlers(on: Handlers): void {
  on.action(chooseLanguage, async (request) => {
    const chosen = await chooseSettings(request.ctx, request.value);
    await request.replace(languageChosen(readerOf(chosen)));
  });

  on.submit(settingsForm, async (request) => {
    const language = request.form.choice('language');
    const country = request.form.choice('country') as Country;
    await chooseSettings(request.ctx, { country, ...(isLanguage(language) ? { language } : {}) });
  });

  on.action(editPeople, async (request) => {
    assertAdmin(request.ctx);
    await request.open(async () => {
      const members = await listMembers(request.ctx.db);
      return peopleModal(request.reader, {
        admins: members
          .filter((person) => person.isAdmin || person.isSlackAdmin)
          .map((person) => person.slackId),
        salesLeads: members.filter((person) => person.isSalesLead).map((person) => person.slackId),
      });
    });
  });

  on.submit(peopleForm, async (request) => {
    await appoint(request.ctx, {
      admins: request.form.choices('admins'),
      salesLeads: request.form.choices('salesLeads'),
    });
    await request.say(await roles(request));
  });

  on.choice(successor, async (request) => {
    if (!request.value) return;
    const personId = Number(request.suffix) as Parameters<typeof chooseSuccessor>[1];
    const [left, next] = await chooseSuccessor(request.ctx, personId, request.value);
    await request.replace(handedOver(left, next, request.reader));
  });

  // Asked once: a status that changes sends user_change too, many times a day in a large workspace.
  let ownTeam: string | null = null;
  for (const name of ['user_change', 'team_join']) {
    on.event<{ user: SlackUser }>(name, async ({ ctx, client, event }) => {
      ownTeam ??= (await client.auth.test()).team_id as string;
      await takeOverPeople(ctx, [toSlackPerson(event.user, ownTeam, ctx.settings.zone)]);
      if (event.user.is_restricted) forgetChannels(ctx);
    });
  }

  on.event<{ user: string }>('app_home_opened', async ({ ctx, event }) => {
    const person = await findPersonBySlackId(ctx.db, event.user);
    if (person) await askLanguageOnce(ctx, person);
  });
}

const countryOf = ({ ctx }: Request): Country =>
  ctx.actor.kind === 'person' ? ctx.actor.country : ctx.settings.country;

async function roles({ ctx, reader }: Request) {
  const [admins, members] = [await listAdmins(ctx.db), await listMembers(ctx.db)];
  const salesLeads = members.filter((person) => person.isSalesLead);
  const away = members.flatMap((person) =>
    isAway(person, ctx.time.now())
      ? {
          name: person.name,
          until: person.awayUntil as PlainDate,
          standIn: members.find(({ id }) => id === person.standInId)?.name ?? null,
        }
      : [],
  );
  return rolesCard({ admins, salesLeads, away }, reader, isAdmin(ctx));
}
