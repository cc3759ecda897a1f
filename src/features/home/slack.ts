import type { HomeView } from '@slack/types';
import { asPerson, findPersonBySlackId, isActiveMember } from '../../access/people.ts';
import { wordsFor } from '../../i18n/catalog.ts';
import { readerOf } from '../../i18n/reader.ts';
import { section } from '../../slack/blocks.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { meetPerson } from '../../slack/people.ts';
import type { Request } from '../../slack/requests.ts';
import { settingsModal } from '../admin/views.ts';
import { findCompanyModal } from '../companies/form.ts';
import { findModal } from '../search/views.ts';
import { acknowledgeNudges, redrawNudges } from '../watching/answers.ts';
import { noteHomeOpened, readHome } from './service.ts';
import {
  companyFromHome,
  findFromHome,
  homeView,
  knowFromHome,
  settingsFromHome,
  turnHome,
} from './views.ts';

interface HomeOpened {
  user: string;
  tab?: string;
}

export function registerHomeHandlers(on: Handlers): void {
  on.event<HomeOpened>('app_home_opened', async ({ ctx, client, event }) => {
    if (event.tab !== 'home') return;
    const person =
      (await findPersonBySlackId(ctx.db, event.user)) ?? (await meetPerson(ctx, client, event.user));
    if (!isActiveMember(person)) {
      const view: HomeView = { type: 'home', blocks: [section(wordsFor(ctx.language).common.notMember)] };
      await client.views.publish({ user_id: event.user, view });
      return;
    }
    const seen = asPerson(ctx, person);
    const view = homeView(await readHome(seen, person), readerOf(seen));
    await client.views.publish({ user_id: person.slackId, view });
    await noteHomeOpened(ctx, person.id);
  });

  on.action(turnHome, (request) => publish(request, request.value.offset));

  on.action(knowFromHome, async (request) => {
    await acknowledgeNudges(request.ctx, request.value);
    await redrawNudges(request.ctx, request.value);
    await publish(request);
  });

  on.action(companyFromHome, ({ open, reader }) => open(() => findCompanyModal(reader)));
  on.action(findFromHome, ({ open, reader }) => open(() => findModal(reader)));
  on.action(settingsFromHome, ({ open, reader, ctx }) =>
    open(() => settingsModal(reader, ctx.actor.kind === 'person' ? ctx.actor.country : ctx.settings.country)),
  );
}

async function publish({ ctx, person, reader, client }: Request, offset = 0): Promise<void> {
  const view = homeView(await readHome(ctx, person, offset), reader);
  await client.views.publish({ user_id: person.slackId, view });
}
