import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { folderStorage } from '../../src/features/documents/folder-storage.ts';
import type { Storage } from '../../src/features/documents/storage.ts';

/** Gone when the test ends. */
export function freshFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder for files. */
export function freshStorage(): { storage: Storage; folder: string } {
  const folder = freshFolder();
  return { storage: folderStorage(folder), folder };
}
