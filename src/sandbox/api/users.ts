import { ApiError } from '../failures.ts';
import type { User } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { withOffset } from '../workspace/people.ts';
import { flag, type Method, text } from './method.ts';
import { pageOf } from './pages.ts';

/** As users.info shows a person: the locale only when asked for, the address only with its scope. */
export function userAnswer(slack: Slack, user: User, withLocale: boolean): Record<string, unknown> {
  const { locale, profile, ...rest } = withOffset(user, slack.world.clock);
  const { email, ...open } = profile;
  const mayEmail = slack.tokens.scopes?.has('users:read.email') ?? true;
  return {
    ...rest,
    profile: mayEmail && email !== undefined ? { ...open, email } : open,
    ...(withLocale ? { locale } : {}),
  };
}

const list: Method = {
  scopes: ['users:read'],
  run(slack, args) {
    const { page, nextCursor } = pageOf([...slack.world.users.values()], args, 1000, 1000);
    const members = page.map((user) => userAnswer(slack, user, flag(args, 'include_locale')));
    return {
      members,
      cache_ts: Number(slack.world.ids.ts()) | 0,
      response_metadata: { next_cursor: nextCursor },
    };
  },
};

const info: Method = {
  scopes: ['users:read'],
  run(slack, args) {
    const user = slack.world.users.get(text(args, 'user') ?? '');
    if (!user) throw new ApiError('user_not_found');
    return { user: userAnswer(slack, user, flag(args, 'include_locale')) };
  },
};

const lookupByEmail: Method = {
  scopes: ['users:read.email'],
  run(slack, args) {
    const email = text(args, 'email')?.toLowerCase();
    const user = [...slack.world.users.values()].find(
      (u) => u.profile.email?.toLowerCase() === email && !u.deleted,
    );
    if (!email || !user) throw new ApiError('users_not_found');
    return { user: userAnswer(slack, user, false) };
  },
};

export const userMethods: Record<string, Method> = {
  'users.list': list,
  'users.info': info,
  'users.lookupByEmail': lookupByEmail,
};
