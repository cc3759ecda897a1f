/** Keeps a workspace in a folder: a file of JSON that is always whole, and the contents of files beside it. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { restore, snapshotOf } from './snapshot.ts';
import type { World } from './world.ts';

export interface MemoryOptions {
  folder: string;
  /** kept in the same file, for whoever starts the sandbox: its clock, its mails */
  beside?: () => unknown;
}

export interface Memory {
  /** whether the workspace goes on where it stopped */
  restored: boolean;
  stop(): void;
}

const soonMs = 250;
const nameOf = (folder: string): string => path.join(folder, 'slack.json');
const contentOf = (folder: string, id: string): string => path.join(folder, 'slack-files', id);

/** What was kept beside the workspace; null when nothing was, or it cannot be read. */
export function readBeside<T>(folder: string): T | null {
  const text = read(folder);
  return text ? ((JSON.parse(text) as { beside: T | null }).beside ?? null) : null;
}

export const forget = (folder: string): void => {
  rmSync(nameOf(folder), { force: true });
  rmSync(path.join(folder, 'slack-files'), { recursive: true, force: true });
};

/** Restores what the folder holds, then follows the workspace. */
export function startMemory(world: World, { folder, beside }: MemoryOptions): Memory {
  mkdirSync(path.join(folder, 'slack-files'), { recursive: true });
  const text = read(folder);
  if (text) {
    restore(world, (JSON.parse(text) as { workspace: string }).workspace, (id) =>
      existsSync(contentOf(folder, id)) ? readFileSync(contentOf(folder, id)) : null,
    );
  }
  const written = new Set(world.contents.keys());
  let timer: NodeJS.Timeout | null = null;
  const write = () => {
    timer = null;
    for (const [id, content] of world.contents) {
      if (!written.has(id)) writeFileSync(contentOf(folder, id), content);
      written.add(id);
    }
    for (const id of written) {
      if (world.contents.has(id)) continue;
      rmSync(contentOf(folder, id), { force: true });
      written.delete(id);
    }
    const whole = `${nameOf(folder)}.new`;
    writeFileSync(whole, JSON.stringify({ workspace: snapshotOf(world), beside: beside?.() ?? null }));
    renameSync(whole, nameOf(folder));
  };
  // Several changes at once are one write.
  const changed = () => {
    timer ??= setTimeout(write, soonMs);
  };
  const unlisten = world.changes.listen(changed);
  return {
    restored: text !== null,
    stop() {
      unlisten();
      if (timer) clearTimeout(timer);
      write();
    },
  };
}

const read = (folder: string): string | null =>
  existsSync(nameOf(folder)) ? readFileSync(nameOf(folder), 'utf8') : null;
