/** What Slack says of its users, in our shape. */
import type { WebClient } from '@slack/web-api';
import { keepPerson, type Person, type PersonKind, type SlackPerson } from '../access/people.ts';
import { transaction } from '../db/transaction.ts';
import type { Ctx } from '../lib/context.ts';
import { isZone } from '../lib/time.ts';
import { slackCode } from './respond.ts';

declare module '../lib/context.ts' {
  interface Ports {
    /** Slack for work nobody waits for: it retries and honours rate limits */
    slack: WebClient;
  }
}

export interface SlackUser {
  id: string;
  team_id?: string;
  name?: string;
  real_name?: string;
  deleted?: boolean;
  is_admin?: boolean;
  is_owner?: boolean;
  is_bot?: boolean;
  is_app_user?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  locale?: string;
  tz?: string;
  profile?: { email?: string; real_name?: string; display_name?: string };
}

export function toSlackPerson(user: SlackUser, ownTeam: string, defaultZone: string): SlackPerson {
  return {
    slackId: user.id,
    name: user.profile?.real_name || user.real_name || user.name || user.id,
    email: user.profile?.email ?? null,
    zone: user.tz && isZone(user.tz) ? user.tz : defaultZone,
    locale: user.locale ?? null,
    kind: kindOf(user, ownTeam),
    isSlackAdmin: Boolean(user.is_admin || user.is_owner),
    deactivated: Boolean(user.deleted),
  };
}

function kindOf(user: SlackUser, ownTeam: string): PersonKind {
  if (user.is_bot || user.id === 'USLACKBOT') return 'bot';
  if (user.is_stranger || (user.team_id && user.team_id !== ownTeam)) return 'stranger';
  if (user.is_restricted || user.is_ultra_restricted) return 'guest';
  return 'member';
}

/** Somebody our nightly list has not brought yet: asked for once. null when Slack does not know them either */
export async function meetPerson(ctx: Ctx, client: WebClient, slackId: string): Promise<Person | null> {
  try {
    const ownTeam = (await client.auth.test()).team_id as string;
    const { user } = await client.users.info({ user: slackId, include_locale: true });
    const person = toSlackPerson(user as SlackUser, ownTeam, ctx.settings.zone);
    return await transaction(ctx, async (tx) => (await keepPerson(tx, person)).person);
  } catch (error) {
    if (slackCode(error) === 'user_not_found') return null;
    throw error;
  }
}
