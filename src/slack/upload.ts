/** Files v2: an address, the bytes, and the completion, which alone makes the file appear. */
import type { WebClient } from '@slack/web-api';
import axios from 'axios';
import { sleep, systemTime } from '../lib/time.ts';
import { type Found, findPosted, type Whereabouts } from './lookup.ts';
import { calling } from './outcome.ts';

export interface FileContent {
  name: string;
  alt: string;
  size: number;
  content: () => Promise<Buffer | NodeJS.ReadableStream>;
}

/** Sends the bytes; nobody sees the file yet. @returns its Slack id @throws SlackFailure */
export async function sendBytes(client: WebClient, file: FileContent): Promise<string> {
  const ticket = await calling(() =>
    client.apiCall('files.getUploadURLExternal', {
      filename: file.name,
      length: file.size,
      alt_txt: file.alt,
    }),
  );
  const { upload_url, file_id } = ticket as unknown as { upload_url: string; file_id: string };
  const body = await file.content();
  // maxRedirects 0: following one would keep the whole body in memory.
  await calling(() =>
    axios.post(upload_url, body, {
      headers: { 'content-type': 'application/octet-stream', 'content-length': file.size },
      maxRedirects: 0,
      maxBodyLength: Number.POSITIVE_INFINITY,
      timeout: 300_000,
    }),
  );
  return file_id;
}

/** @throws SlackFailure */
export async function completeUpload(
  client: WebClient,
  to: Whereabouts & { file: string },
  title: string,
  comment: string | undefined,
): Promise<void> {
  await calling(() =>
    client.apiCall('files.completeUploadExternal', {
      files: [{ id: to.file, title }],
      channel_id: to.channel,
      ...(to.thread ? { thread_ts: to.thread } : {}),
      ...(comment ? { initial_comment: comment } : {}),
    }),
  );
}

/** The message that shows the file: Slack answers the completion before it posts. null when it is not there in time */
export async function findShared(
  client: WebClient,
  to: Whereabouts & { file: string },
): Promise<Found | null> {
  for (const wait of [0, 300, 700, 1500, 3000]) {
    await sleep(wait);
    const found = await findPosted(client, to, '', systemTime.now());
    if (found) return found;
  }
  return null;
}
