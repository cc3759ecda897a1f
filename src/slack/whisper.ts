/** An answer to a form, seen by its person alone. */
import type { Message } from './blocks.ts';
import type { SubmitRequest } from './requests.ts';
import { slackCode } from './respond.ts';

/**
 * Quietly in the channel where the form was opened; where the app is not, or there was no channel, in their DM.
 * @param channel null: there was none
 */
export async function whisperIn(
  { client, person, say }: Pick<SubmitRequest<unknown>, 'client' | 'person' | 'say'>,
  channel: string | null,
  message: Message,
): Promise<void> {
  if (!channel) return say(message);
  try {
    await client.chat.postEphemeral({ channel, user: person.slackId, ...message });
  } catch (error) {
    if (slackCode(error) === null) throw error;
    await say(message);
  }
}
