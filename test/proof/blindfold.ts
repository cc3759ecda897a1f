/** With BLIND set nobody finds a message whose answer was lost: the proofs must then find it twice. */
import { WebClient } from '@slack/web-api';

export const isBlind = process.argv.includes('blind') || process.env.BLIND !== undefined;

/** Before the first client is made. */
export function blindfold(): void {
  if (!isBlind) return;
  const { apiCall } = WebClient.prototype;
  WebClient.prototype.apiCall = async function (method, options) {
    const answer = await apiCall.call(this, method, options);
    return /^conversations\.(history|replies)$/.test(method) ? { ...answer, messages: [] } : answer;
  };
}
