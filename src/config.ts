/** Every environment value, parsed once; each wrong one is named with what is expected and where to find it. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type MailboxConfig, Mailboxes } from './features/email/mailboxes/config.ts';
import { languages } from './i18n/catalog.ts';
import { currencies } from './lib/money.ts';
import { isZone } from './lib/time.ts';

const url = (example: string) => z.url({ protocol: /^https?$/, error: `an address such as ${example}` });

const token = (prefix: string, where: string) =>
  z.string().startsWith(prefix, `a token that starts with ${prefix} (${where})`);

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const schema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'sqlite:<path> or postgres://user:password@host/database')
    .default('sqlite:.data/vizitka.sqlite'),
  SLACK_BOT_TOKEN: token(
    'xoxb-',
    'api.slack.com/apps, your app, OAuth & Permissions, Bot User OAuth Token',
  ).optional(),
  SLACK_APP_TOKEN: token(
    'xapp-',
    'your app, Basic Information, App-Level Tokens, scope connections:write',
  ).optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .min(8, 'the signing secret (your app, Basic Information, App Credentials)')
    .optional(),
  SLACK_API_URL: url('https://slack.com/api/').default('https://slack.com/api/'),
  PORT: z.coerce.number({ error: 'a port number from 0 to 65535' }).int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url('https://vizitka.example.cz').optional(),
  FILES_DIR: z.string().min(1).default('.data/files'),
  FILES_S3_URL: z.string().startsWith('s3://', 's3://key:secret@host/bucket?region=...').optional(),
  SECRETS_KEY: z
    .string()
    .min(32, 'at least 32 characters, for example from: openssl rand -base64 32')
    .optional(),
  SECRETS_KEY_OLD: z.string().min(32, 'the SECRETS_KEY before the present one, or nothing').optional(),
  HEALTH_TOKEN: z.string().min(16, 'at least 16 characters of your own choice').optional(),
  MAILBOXES: z.string().default('[]').transform(readMailboxes),
  ARES_URL: url('https://ares.gov.cz/ekonomicke-subjekty-v-be/rest').default(
    'https://ares.gov.cz/ekonomicke-subjekty-v-be/rest',
  ),
  RPO_URL: url('https://api.statistics.sk/rpo/v1').default('https://api.statistics.sk/rpo/v1'),
  RUZ_URL: url('https://www.registeruz.sk/cruz-public/api').default(
    'https://www.registeruz.sk/cruz-public/api',
  ),
  VIES_URL: url('https://ec.europa.eu/taxation_customs/vies/rest-api').default(
    'https://ec.europa.eu/taxation_customs/vies/rest-api',
  ),
  VIES_REQUESTER: z
    .string()
    .regex(/^[A-Z]{2}[0-9A-Z]{8,12}$/, 'your own VAT number such as CZ00000019')
    .optional(),
  CRPDPH_URL: url('https://adisrws.mfcr.cz/...').default(
    'https://adisrws.mfcr.cz/adistc/axis2/services/rozhraniCRPDPH.rozhraniCRPDPHSOAP',
  ),
  ISIR_URL: url('https://isir.justice.cz:8443/...').default(
    'https://isir.justice.cz:8443/isir_cuzk_ws/IsirWsCuzkService',
  ),
  LOG_LEVEL: z.enum(logLevels, logLevels.join(', ')).default('info'),
  DEFAULT_LANGUAGE: z.enum(languages, 'en, cs or sk').default('cs'),
  DEFAULT_TIME_ZONE: z.string().refine(isZone, 'a time zone such as Europe/Prague').default('Europe/Prague'),
  DEFAULT_COUNTRY: z.enum(['CZ', 'SK'], 'CZ or SK').default('CZ'),
  DEFAULT_CURRENCY: z.enum(currencies, currencies.join(', ')).optional(),
  MAIL_SOURCE_MONTHS: z.coerce
    .number({ error: 'a number of months, 0 for no end' })
    .int()
    .min(0, 'a number of months, 0 for no end')
    .max(1200)
    .default(24),
  FILE_LIMIT_MB: z.coerce.number({ error: 'a number of megabytes' }).int().positive().max(1000).default(100),
});

/** Every environment value that is read. */
export const configNames: string[] = Object.keys(schema.shape);

export type Config = Omit<z.infer<typeof schema>, 'DEFAULT_CURRENCY'> & {
  DEFAULT_CURRENCY: (typeof currencies)[number];
};

/** All that is wrong with the environment, one line each; never a value, which may be a secret. */
export class ConfigError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * @param environment `process.env`; an empty value counts as unset
 * @throws ConfigError
 */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${String(issue.path[0])}: expected ${expectation(issue)}`),
    );
  }
  const config = parsed.data;
  const keyless = config.SECRETS_KEY ? undefined : config.MAILBOXES.find(({ oauth }) => oauth);
  if (keyless) {
    throw new ConfigError([
      `SECRETS_KEY: missing; the tokens of the mailbox ${keyless.name} are sealed with it (openssl rand -base64 32)`,
    ]);
  }
  return {
    ...config,
    DEFAULT_CURRENCY: config.DEFAULT_CURRENCY ?? (config.DEFAULT_COUNTRY === 'SK' ? 'EUR' : 'CZK'),
  };
}

/** The same for the server, which talks to Slack: what is wrong and what is missing at once. @throws ConfigError */
export function parseServerConfig(environment: Record<string, string | undefined>): Config {
  try {
    return parseConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError([...missingOfSlack(environment), ...error.problems]);
  }
}

/** What talking to Slack needs: an app token (Socket Mode) or a signing secret (HTTP). @throws ConfigError */
export function requireSlack(config: Config): void {
  const problems = missingOfSlack(config);
  if (problems.length > 0) throw new ConfigError(problems);
}

type SlackValues = Partial<
  Record<'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN' | 'SLACK_SIGNING_SECRET', string | undefined>
>;

function missingOfSlack(config: SlackValues): string[] {
  const problems: string[] = [];
  if (!config.SLACK_BOT_TOKEN) {
    problems.push(
      'SLACK_BOT_TOKEN: missing; your app at api.slack.com/apps, OAuth & Permissions, Bot User OAuth Token',
    );
  }
  if (!config.SLACK_APP_TOKEN && !config.SLACK_SIGNING_SECRET) {
    problems.push(
      'SLACK_APP_TOKEN: missing (Socket Mode; your app, Basic Information, App-Level Tokens), or SLACK_SIGNING_SECRET for HTTP mode',
    );
  }
  return problems;
}

const expectation = (issue: z.core.$ZodIssue): string =>
  issue.message.replace(/^Invalid input: expected /, '');

function readMailboxes(text: string, refinement: z.RefinementCtx): MailboxConfig[] {
  const problem = (message: string) => {
    refinement.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  let json = text;
  if (!/^\s*[[{]/.test(text)) {
    try {
      json = readFileSync(text, 'utf8');
    } catch {
      return problem(
        `a JSON list of mailboxes, or the path of a file that holds one (README, Setting up a mailbox)${missingFile(text)}`,
      );
    }
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return problem('valid JSON: a list of mailboxes (README, Setting up a mailbox)');
  }
  if (!Array.isArray(parsed)) return problem('a list of mailboxes: [ { ... } ], also when there is one');
  const mailboxes = Mailboxes.safeParse(parsed);
  if (mailboxes.success) return mailboxes.data;
  for (const { path, message, ...issue } of mailboxes.error.issues) {
    const expected =
      issue.code === 'unrecognized_keys' ? `known fields, not ${issue.keys.join(', ')}` : message;
    problem(
      `${expected} (${path.map((part) => (typeof part === 'number' ? `mailbox ${part + 1}` : String(part))).join(', ')})`,
    );
  }
  return z.NEVER;
}

/** Only what looks like a path is said: anything else may be a secret. */
const missingFile = (text: string): string =>
  /^[\w.:/\\-]{1,200}$/.test(text) && /[/\\]|\.json$/.test(text)
    ? `; the file ${text} is not there or cannot be read`
    : '';
