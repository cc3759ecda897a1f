import { expect, it } from 'vitest';
import { CrmError } from '../../src/lib/errors.ts';
import { lackBehind } from '../../src/lib/surroundings.ts';

const coded = (code: string): Error => Object.assign(new Error('failed'), { code });

it('a full disk is nobody’s fault, in whoever’s words it is told', () => {
  expect(lackBehind(coded('ENOSPC'))).toBe('room');
  expect(lackBehind(new CrmError('file.noRoom', {}))).toBe('room');
  expect(lackBehind(new CrmError('file.empty', {}))).toBeNull();
});

it('a database that is going down says nothing of what it was asked, one that cut it short does', () => {
  expect(lackBehind(coded('57P01'))).toBe('database');
  expect(lackBehind(coded('57014'))).toBeNull();
});

it('what stands behind a failure is asked too', () => {
  const outer = new Error('the file could not be kept', { cause: coded('EIO') });
  expect(lackBehind(outer)).toBe('files');
  expect(lackBehind(new Error('fetch failed', { cause: outer }))).toBe('files');
  expect(lackBehind(new Error('damaged', { cause: new Error('no end') }))).toBeNull();
});
