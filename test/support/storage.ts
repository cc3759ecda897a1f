import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { folderStorage } from '../../src/features/documents/folder-storage.ts';
import type { Storage } from '../../src/features/documents/storage.ts';

/** A folder for files, gone when the test ends. */
export function freshStorage(): { storage: Storage; folder: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { storage: folderStorage(folder), folder };
}
