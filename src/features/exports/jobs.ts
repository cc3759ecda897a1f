/** Files on this machine that a process left behind when it died. */
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Job } from '../../jobs/model.ts';
import { millis, systemTime } from '../../lib/time.ts';

const dayMs = 24 * 3_600_000;

/** Those of exports of a person's data too: both are called so. @param folder where they are made */
export async function sweepExports(folder: string = tmpdir()): Promise<void> {
  // File ages are the machine's: the product's clock may be moved in the sandbox.
  const now = millis(systemTime.now());
  for (const name of (await readdir(folder)).filter((one) => one.startsWith('vizitka-export-'))) {
    const file = path.join(folder, name);
    const known = await stat(file).catch(() => null);
    if (known && now - known.mtimeMs > dayMs) await rm(file, { force: true });
  }
}

export const exportJobs: Job[] = [
  { name: 'exports.sweep', every: { daily: '04:05' }, run: () => sweepExports() },
];
