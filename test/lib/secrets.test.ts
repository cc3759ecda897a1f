import { describe, expect, it } from 'vitest';
import { createSecrets, SecretsProblem } from '../../src/lib/secrets.ts';

const key = 'klic-o-tricetidvou-znacich-nejmene-1';
const nextKey = 'klic-o-tricetidvou-znacich-nejmene-2';

const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'opened',
    (error) => (error instanceof SecretsProblem ? error.kind : 'another error'),
  );

describe('what is sealed with SECRETS_KEY', () => {
  it('opens again with the same key, in another process too, and shows nothing of itself', async () => {
    const sealed = await createSecrets(key).seal('tajný žeton', 'mailbox crm refresh');
    expect(sealed).not.toContain('žeton');
    expect(sealed).not.toContain(Buffer.from('tajný žeton').toString('base64url'));
    expect(await createSecrets(key).open(sealed, 'mailbox crm refresh')).toBe('tajný žeton');
  });

  it('is sealed anew each time', async () => {
    const secrets = createSecrets(key);
    expect(await secrets.seal('tajný', 'x')).not.toBe(await secrets.seal('tajný', 'x'));
  });

  it('opens for no other purpose, so that rows cannot be swapped', async () => {
    const secrets = createSecrets(key);
    const sealed = await secrets.seal('tajný', 'mailbox crm refresh');
    expect(await kindOf(secrets.open(sealed, 'mailbox obchod refresh'))).toBe('damaged');
  });

  it('does not open with another key, without one, or changed by a letter', async () => {
    const sealed = await createSecrets(key).seal('tajný', 'x');
    const changed = `${sealed.slice(0, -1)}${sealed.endsWith('A') ? 'B' : 'A'}`;
    expect(await kindOf(createSecrets(nextKey).open(sealed, 'x'))).toBe('wrongKey');
    expect(await kindOf(createSecrets(undefined).open(sealed, 'x'))).toBe('missing');
    expect(await kindOf(createSecrets(undefined).seal('tajný', 'x'))).toBe('missing');
    expect(await kindOf(createSecrets(key).open(changed, 'x'))).toBe('damaged');
    expect(await kindOf(createSecrets(key).open('tajný', 'x'))).toBe('damaged');
  });

  it('opens with the key before while a new one seals, and says that the old one is still needed', async () => {
    const sealed = await createSecrets(key).seal('tajný', 'x');
    const both = createSecrets(nextKey, key);
    expect(await both.open(sealed, 'x')).toBe('tajný');
    expect(await both.isOld(sealed)).toBe(true);
    const again = await both.seal('tajný', 'x');
    expect(await both.isOld(again)).toBe(false);
    expect(await createSecrets(nextKey).open(again, 'x')).toBe('tajný');
  });
});
