import type { WebClient } from '@slack/web-api';
import { CrmError } from '../../lib/errors.ts';
import type { SlackFile } from '../../slack/requests.ts';
import { slackCode } from '../../slack/respond.ts';
import { type RawFile, toSlackFile } from '../../slack/sender.ts';

const hidden = new Set(['file_not_found', 'file_deleted', 'access_denied']);

/** A form says only the ids of its files; so does a message from a channel shared with another organisation. */
export async function describeFiles(client: WebClient, ids: string[]): Promise<SlackFile[]> {
  return Promise.all(ids.map((id) => describeFile(client, id)));
}

/** @throws CrmError file.unreachable */
async function describeFile(client: WebClient, id: string): Promise<SlackFile> {
  try {
    const { file } = await client.files.info({ file: id });
    return toSlackFile(file as RawFile);
  } catch (error) {
    if (hidden.has(slackCode(error) ?? '')) throw new CrmError('file.unreachable', { name: id });
    throw error;
  }
}
