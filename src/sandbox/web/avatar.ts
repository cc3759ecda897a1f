import type { User } from '../protocol.ts';

const colours = ['#4a154b', '#1264a3', '#2b7a5b', '#8a5a00', '#a3264f', '#3d4f8a'];

/** Initials on a colour of one's own. */
export function avatar(user: User | undefined): string {
  const initials = (user?.real_name ?? '?')
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .replaceAll(/[<>&"]/g, '');
  const sum = [...(user?.id ?? '')].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="8" fill="${
    colours[sum % colours.length]
  }"/><text x="24" y="31" font-family="sans-serif" font-size="19" fill="#fff" text-anchor="middle">${initials}</text></svg>`;
}
