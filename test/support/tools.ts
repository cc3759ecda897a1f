import { existsSync } from 'node:fs';

/** Whether a program of the system is there; where it is not, the test says so and what to install. */
export function installed(program: string, debianPackage: string): boolean {
  if (existsSync(program)) return true;
  console.warn(`skipped: install ${debianPackage} (apt-get install ${debianPackage})`);
  return false;
}

export const chromium = '/usr/bin/chromium';
export const dovecot = '/usr/sbin/dovecot';
