/** A disk of its own that can be filled up: a folder in memory, where the machine lets us mount one. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, rmSync } from 'node:fs';
import path from 'node:path';

export interface SmallDisk {
  /** Not a byte is left. */
  fill(): void;
  free(): void;
  unmount(): void;
}

/** @returns null when nobody may mount here */
export function smallDisk(folder: string, megabytes: number): SmallDisk | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const ballast = path.join(folder, 'ballast');
  return {
    fill() {
      // Large pieces first, then what is left in between.
      for (const bytes of [1_000_000, 4096, 1]) {
        try {
          for (;;) appendFileSync(ballast, Buffer.alloc(bytes));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
      }
    },
    free: () => rmSync(ballast, { force: true }),
    // What still has a file open there does not keep it from going.
    unmount: () => execFileSync('umount', ['-l', folder]),
  };
}
