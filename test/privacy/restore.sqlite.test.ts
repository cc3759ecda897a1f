import { rmSync } from 'node:fs';
import { it } from 'vitest';
import { isErasedAgain } from './restoring.ts';

it('whoever was erased after a backup was made is erased again when it is restored, and nobody else', () =>
  isErasedAgain(null, async (file) => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  }));
