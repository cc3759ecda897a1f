import type { Ctx } from '../../lib/context.ts';
import { type SlackUser, toSlackPerson } from '../../slack/people.ts';
import { takeOverPeople } from './service.ts';

/** All people of the workspace, page by page; user_change keeps them fresh in between. */
export async function refreshPeople(ctx: Ctx): Promise<void> {
  const slack = ctx.ports.slack;
  const { team_id: ownTeam } = await slack.auth.test();
  let cursor: string | undefined;
  do {
    const page = await slack.users.list({ limit: 200, include_locale: true, ...(cursor ? { cursor } : {}) });
    const people = (page.members ?? []).map((user) =>
      toSlackPerson(user as SlackUser, ownTeam as string, ctx.settings.zone),
    );
    await takeOverPeople(ctx, people);
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
}
