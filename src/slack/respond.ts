/** response_url: five uses within thirty minutes, and only to Slack's own host. */
import axios from 'axios';

interface ResponseMessage {
  text?: string;
  blocks?: unknown[];
  response_type?: 'ephemeral' | 'in_channel';
  replace_original?: boolean;
  delete_original?: boolean;
}

/** @throws Error when the address is not Slack's, or Slack refuses the message */
export async function respond(
  { responseHosts }: { responseHosts: string[] },
  url: string,
  message: ResponseMessage,
): Promise<void> {
  if (!responseHosts.some((host) => url.startsWith(host)))
    throw new Error('response_url points outside Slack');
  const answer = await axios.post(url, message, {
    timeout: 10_000,
    maxRedirects: 0,
    validateStatus: () => true,
    responseType: 'text',
    transformResponse: (text) => text,
  });
  const text = String(answer.data).trim();
  if (answer.status !== 200 || (text !== 'ok' && !/"ok"\s*:\s*true/.test(text))) {
    throw new Error(`response_url answered ${answer.status}: ${text.slice(0, 200)}`);
  }
}

/** Slack's error code of a failed Web API call: `channel_not_found`; null when it is no answer of Slack's */
export function slackCode(error: unknown): string | null {
  const data = (error as { data?: { error?: unknown } } | null)?.data;
  return typeof data?.error === 'string' ? data.error : null;
}
