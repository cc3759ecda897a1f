/** `npm run doctor`: one line for each thing that can be wrong, with what to fix. */
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { WebClient } from '@slack/web-api';
import type { Config } from '../config.ts';
import { openDatabase } from '../db/connect.ts';
import { pendingMigrations } from '../db/migrate.ts';
import { readManifest } from '../slack/manifest.ts';
import { slackCode } from '../slack/respond.ts';

export interface Finding {
  what: string;
  ok: boolean;
  /** what was found, or what to fix */
  says: string;
}

/** A check that other slices add: a mailbox login, a register's reachability. */
export interface Check {
  what: string;
  /** what was found. @throws Error whose message says what to fix */
  look(): Promise<string>;
}

/** Each check runs, whatever came of the ones before. */
export async function examine(checks: Check[]): Promise<Finding[]> {
  return Promise.all(
    checks.map(async ({ what, look }) => {
      try {
        return { what, ok: true, says: await look() };
      } catch (error) {
        return { what, ok: false, says: (error as Error).message };
      }
    }),
  );
}

export const standardChecks = (config: Config): Check[] => [
  { what: 'database', look: () => databaseCheck(config) },
  { what: 'disk', look: () => diskCheck(config) },
  { what: 'Slack bot token', look: () => botCheck(config) },
  {
    what: config.SLACK_SIGNING_SECRET && !config.SLACK_APP_TOKEN ? 'Slack signing secret' : 'Slack app token',
    look: () => entranceCheck(config),
  },
  ...registers(config).map(({ name, url }) => ({ what: name, look: () => reachable(name, url) })),
];

async function databaseCheck(config: Config): Promise<string> {
  const database = openDatabase(config.DATABASE_URL);
  try {
    await database.writer.raw('select 1');
    const { pending, unknown } = await pendingMigrations(database);
    if (unknown.length > 0) throw new Error('its schema is newer than this version: start the newer version');
    if (pending.length > 0) return `${database.dialect}; ${pending.length} migrations will run at start`;
    return `${database.dialect}, schema up to date`;
  } catch (error) {
    throw new Error(`${(error as Error).message}. Check DATABASE_URL.`);
  } finally {
    await database.close();
  }
}

const enoughBytes = 1024 ** 3;

async function diskCheck(config: Config): Promise<string> {
  const folder = config.DATABASE_URL.startsWith('sqlite:')
    ? path.dirname(path.resolve(config.DATABASE_URL.slice('sqlite:'.length)))
    : process.cwd();
  const { bavail, bsize } = await statfs(folder);
  const gigabytes = ((bavail * bsize) / enoughBytes).toFixed(1);
  if (bavail * bsize < enoughBytes) throw new Error(`only ${gigabytes} GB free for ${folder}: make room`);
  return `${gigabytes} GB free`;
}

async function botCheck(config: Config): Promise<string> {
  if (!config.SLACK_BOT_TOKEN) throw new Error('SLACK_BOT_TOKEN is missing (your app, OAuth & Permissions)');
  const client = clientOf(config, config.SLACK_BOT_TOKEN);
  try {
    const answer = await client.auth.test();
    const granted = answer.response_metadata?.scopes ?? [];
    const missing = readManifest().oauth_config.scopes.bot.filter((scope) => !granted.includes(scope));
    if (granted.length > 0 && missing.length > 0) {
      throw new Error(
        `scopes are missing: ${missing.join(', ')}. Add them (manifest.yml) and reinstall the app.`,
      );
    }
    return `${answer.team}, as ${answer.user}, ${granted.length} scopes`;
  } catch (error) {
    throw withCode(error, 'Copy the Bot User OAuth Token again and check that the app is installed.');
  }
}

async function entranceCheck(config: Config): Promise<string> {
  if (!config.SLACK_APP_TOKEN) {
    if (config.SLACK_SIGNING_SECRET)
      return `set; Slack must reach ${config.PUBLIC_URL ?? 'PUBLIC_URL'}/slack/events`;
    throw new Error('SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode) is missing');
  }
  try {
    await clientOf(config, config.SLACK_APP_TOKEN).apps.connections.open();
    return 'Socket Mode opens';
  } catch (error) {
    throw withCode(error, 'Create an app-level token with connections:write, and switch Socket Mode on.');
  }
}

const clientOf = (config: Config, token: string): WebClient =>
  new WebClient(token, { slackApiUrl: config.SLACK_API_URL, retryConfig: { retries: 0 }, timeout: 10_000 });

function withCode(error: unknown, advice: string): Error {
  const code = slackCode(error);
  return code ? new Error(`Slack says ${code}. ${advice}`) : (error as Error);
}

const registers = (config: Config) => [
  { name: 'ARES', url: config.ARES_URL },
  { name: 'RPO', url: config.RPO_URL },
  { name: 'RÚZ', url: config.RUZ_URL },
  { name: 'VIES', url: config.VIES_URL },
  { name: 'CRPDPH', url: config.CRPDPH_URL },
  { name: 'ISIR', url: config.ISIR_URL },
];

/** Any answer counts: what a register says to this request does not matter, a firewall in between does. */
async function reachable(name: string, url: string): Promise<string> {
  const { default: axios } = await import('axios');
  const host = new URL(url).host;
  try {
    await axios.get(url, {
      timeout: 10_000,
      maxRedirects: 0,
      validateStatus: () => true,
      maxContentLength: 2_000_000,
    });
    return `${host} answers`;
  } catch (error) {
    const why = (error as { code?: string }).code ?? (error as Error).message;
    throw new Error(`${host} does not answer (${why}). Check the network, a proxy or ${name}'s own outage.`);
  }
}
