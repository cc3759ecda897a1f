/** Files at Slack, fetched with the bot's token: it goes to Slack's file host alone, and never across a redirect. */
import type { Readable } from 'node:stream';
import axios from 'axios';
import { CrmError } from '../../lib/errors.ts';
import type { SlackFile } from '../../slack/requests.ts';
import type { ByteSource } from './storage.ts';

export interface SlackFiles {
  /** @throws CrmError file.elsewhere, file.unreachable, file.notTheFile, file.interrupted, as it is read */
  bytes(file: SlackFile): ByteSource;
}

declare module '../../lib/context.ts' {
  interface Ports {
    slackFiles: SlackFiles;
  }
}

/** Without a byte for so long, the line is dead. */
const silenceMs = 30_000;

/** @param apiUrl SLACK_API_URL: its own host serves files too, unless it is Slack itself */
export function slackFiles(apiUrl: string, token: string): SlackFiles {
  const { origin, hostname } = new URL(apiUrl);
  const hosts = hostname === 'slack.com' ? ['https://files.slack.com'] : ['https://files.slack.com', origin];
  return { bytes: (file) => download(file, hosts, token) };
}

async function* download(file: SlackFile, hosts: string[], token: string): AsyncGenerator<Uint8Array> {
  const { name, url } = file;
  if (file.isExternal || !hosts.includes(originOf(url))) throw new CrmError('file.elsewhere', { name });
  const abort = new AbortController();
  const watch = setTimeout(() => abort.abort(), silenceMs);
  let received = 0;
  try {
    const body = await open(file, token, abort.signal);
    for await (const chunk of body) {
      watch.refresh();
      received += (chunk as Uint8Array).byteLength;
      yield chunk as Uint8Array;
    }
  } catch (error) {
    throw error instanceof CrmError ? error : new CrmError('file.interrupted', { name });
  } finally {
    clearTimeout(watch);
    abort.abort();
  }
  if (file.size > 0 && received !== file.size)
    throw new CrmError(isHtml(file.mimetype) ? 'file.notTheFile' : 'file.interrupted', { name });
}

async function open(
  { name, url, mimetype }: SlackFile,
  token: string,
  signal: AbortSignal,
): Promise<Readable> {
  const answer = await axios.get<Readable>(url, {
    headers: { authorization: `Bearer ${token}` },
    responseType: 'stream',
    maxRedirects: 0,
    decompress: false,
    validateStatus: () => true,
    signal,
  });
  const { status } = answer;
  const type = String(answer.headers['content-type'] ?? '');
  const refuse = (code: 'file.notTheFile' | 'file.unreachable' | 'file.interrupted'): never => {
    answer.data.destroy();
    throw new CrmError(code, { name });
  };
  // Slack redirects to its login page, or shows it with status 200, when the token may not read the file.
  if (status >= 300 && status < 400) refuse('file.notTheFile');
  if (status === 401 || status === 403 || status === 404 || status === 410) refuse('file.unreachable');
  if (status !== 200) refuse('file.interrupted');
  if (isHtml(type) && !isHtml(mimetype)) refuse('file.notTheFile');
  return answer.data;
}

const isHtml = (type: string): boolean => /^text\/html\b/i.test(type);

function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return '';
  }
}
