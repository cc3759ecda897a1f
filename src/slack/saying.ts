/** Says something to one person, by the way that is open. */
import type { ModalView } from '@slack/types';
import { languageOf, type Person } from '../access/people.ts';
import { wordsFor } from '../i18n/catalog.ts';
import type { Message } from './blocks.ts';
import { respond, slackCode } from './respond.ts';
import { type Answering, type Body, type Sender, senderOf } from './sender.ts';

/** Seen by the one who asked: by response_url, else where they are, else in their DM. */
export async function whisper(
  answering: Answering,
  sender: Sender,
  message: Message | string,
): Promise<void> {
  const content = typeof message === 'string' ? { text: message } : message;
  if (sender.responseUrl) {
    try {
      const answer = { ...content, response_type: 'ephemeral', replace_original: false } as const;
      return await respond(answering, sender.responseUrl, answer);
    } catch (error) {
      // Used up, too old, or Slack's own trouble: the person waits for an answer all the same.
      answering.ctx.log.warn({ err: error }, 'an answer goes to the DM, its response_url failed');
    }
  }
  await answering.client.chat.postMessage({ channel: sender.slackId, ...content });
}

/** For a request that failed before we knew whose it is: in the installation's language. */
export async function apologize(answering: Answering, raw: unknown, text: string): Promise<void> {
  await whisper(answering, senderOf(raw as Body), text);
}

/** Guests and people of other workspaces. */
export async function turnAway(answering: Answering, sender: Sender, person: Person | null): Promise<void> {
  if (!sender.responseUrl || person?.kind === 'bot') return;
  const language = person ? languageOf(person, answering.ctx.settings) : answering.ctx.settings.language;
  const text = wordsFor(language).common.notMember;
  await respond(answering, sender.responseUrl, { text, response_type: 'ephemeral', replace_original: false });
}

/** @returns false when the trigger is used up or too old, or three modals are open already */
export async function pushView(answering: Answering, trigger_id: string, view: ModalView): Promise<boolean> {
  try {
    await answering.client.views.push({ trigger_id, view });
    return true;
  } catch (error) {
    if (!unpushable.has(slackCode(error) ?? '')) throw error;
    return false;
  }
}
const unpushable = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'push_limit_reached', 'not_found']);
