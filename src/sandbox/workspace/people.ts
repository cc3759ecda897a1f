import { type Instant, localOf, millis } from '../../lib/time.ts';
import type { SandboxClock, User, UserSeed } from '../protocol.ts';
import { seconds } from './ids.ts';

export function userFrom(seed: UserSeed, id: string, teamId: string, clock: SandboxClock): User {
  const team = seed.team_id ?? teamId;
  const [first = '', ...rest] = seed.real_name.split(' ');
  const tz = seed.tz ?? 'Europe/Prague';
  return {
    id,
    team_id: team,
    name: seed.name,
    real_name: seed.real_name,
    deleted: seed.deleted ?? false,
    tz,
    tz_label: tz.split('/').pop() ?? tz,
    tz_offset: offsetOf(tz, clock),
    locale: seed.locale ?? 'en-US',
    is_admin: seed.is_admin ?? seed.is_owner ?? false,
    is_owner: seed.is_owner ?? false,
    is_primary_owner: false,
    is_restricted: seed.is_restricted ?? seed.is_ultra_restricted ?? false,
    is_ultra_restricted: seed.is_ultra_restricted ?? false,
    is_bot: seed.is_bot ?? false,
    is_app_user: false,
    ...(seed.is_stranger === undefined ? {} : { is_stranger: seed.is_stranger }),
    updated: seconds(clock),
    profile: {
      real_name: seed.real_name,
      display_name: seed.name,
      real_name_normalized: plain(seed.real_name),
      display_name_normalized: plain(seed.name),
      first_name: first,
      last_name: rest.join(' '),
      title: seed.title ?? '',
      phone: seed.phone ?? '',
      ...(seed.email === undefined ? {} : { email: seed.email }),
      image_48: `/sandbox/avatar/${id}.svg`,
      image_192: `/sandbox/avatar/${id}.svg`,
      team,
    },
  };
}

const offsets = new Map<string, number>();

/** Seconds east of Greenwich, now; worked out once a minute for each zone, as lists of people are long. */
function offsetOf(zone: string, clock: SandboxClock): number {
  const now = clock.now() as Instant;
  const minute = Math.floor(millis(now) / 60_000);
  const key = `${zone} ${minute}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size > 100) offsets.clear();
  const offset = millis(`${localOf(now, zone)}Z` as Instant) / 1000 - minute * 60;
  offsets.set(key, offset);
  return offset;
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');

/** Slack updates the offset when the clocks change. */
export const withOffset = (user: User, clock: SandboxClock): User => ({
  ...user,
  tz_offset: offsetOf(user.tz, clock),
});

/** What a person gave as a seed, for changing it. */
export const seedOf = (user: User): UserSeed => ({
  id: user.id,
  name: user.name,
  real_name: user.real_name,
  email: user.profile.email,
  title: user.profile.title,
  phone: user.profile.phone,
  tz: user.tz,
  locale: user.locale,
  is_admin: user.is_admin,
  is_owner: user.is_owner,
  is_bot: user.is_bot,
  is_restricted: user.is_restricted,
  is_ultra_restricted: user.is_ultra_restricted,
  is_stranger: user.is_stranger,
  team_id: user.team_id,
  deleted: user.deleted,
});
