/** What must be secret at rest: sealed with a key that the database and its backups do not hold. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

export interface Secrets {
  /** @param purpose what it is for: sealed for one purpose it opens for no other. @throws SecretsProblem missing */
  seal(text: string, purpose: string): Promise<string>;
  /** @throws SecretsProblem missing, wrongKey, damaged */
  open(sealed: string, purpose: string): Promise<string>;
  /** sealed with the key that is to go away */
  isOld(sealed: string): Promise<boolean>;
}

/** SECRETS_KEY is missing, or is not the one with which something was sealed. */
export class SecretsProblem extends Error {
  readonly kind: 'missing' | 'wrongKey' | 'damaged';

  constructor(kind: SecretsProblem['kind']) {
    super(problems[kind]);
    this.name = 'SecretsProblem';
    this.kind = kind;
  }
}

const problems = {
  missing: 'SECRETS_KEY is missing: put one into .env (openssl rand -base64 32)',
  wrongKey: 'SECRETS_KEY is not the key with which this was sealed: put that one back',
  damaged: 'what was sealed is damaged',
};

/**
 * AES-256-GCM under a key derived by scrypt. Sealed text is `s1.<key id>.<nonce>.<tag>.<ciphertext>`, base64url.
 * @param key SECRETS_KEY
 * @param oldKey SECRETS_KEY_OLD: still opens, seals nothing
 */
export function createSecrets(key: string | undefined, oldKey?: string): Secrets {
  const keys = [key, oldKey].map((one) => (one ? once(() => derive(one)) : null));
  const newest = async (): Promise<Key> => {
    const [make] = keys;
    if (!make) throw new SecretsProblem('missing');
    return make();
  };
  const keyNamed = async (id: string): Promise<Key> => {
    await newest();
    for (const make of keys) {
      const one = await make?.();
      if (one?.id === id) return one;
    }
    throw new SecretsProblem('wrongKey');
  };
  return {
    async seal(text, purpose) {
      const { id, bytes } = await newest();
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [
        's1',
        id,
        ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')),
      ].join('.');
    },
    async open(sealed, purpose) {
      const [version, id, ...parts] = sealed.split('.');
      const [nonce, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (version !== 's1' || !id || !nonce || !tag || !text) throw new SecretsProblem('damaged');
      const { bytes } = await keyNamed(id);
      try {
        const decipher = createDecipheriv('aes-256-gcm', bytes, nonce, { authTagLength: 16 })
          .setAAD(Buffer.from(purpose))
          .setAuthTag(tag);
        return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
      } catch {
        throw new SecretsProblem('damaged');
      }
    },
    isOld: async (sealed) => sealed.split('.')[1] !== (await newest()).id,
  };
}

interface Key {
  id: string;
  bytes: Buffer;
}

// Some 50 ms: SECRETS_KEY may be a phrase that somebody thought of.
const stretch = promisify<string, string, number, Buffer>(scrypt);

async function derive(secret: string): Promise<Key> {
  const bytes = await stretch(secret, 'vizitka secrets 1', 32);
  return { bytes, id: createHmac('sha256', bytes).update('key id').digest('hex').slice(0, 8) };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
