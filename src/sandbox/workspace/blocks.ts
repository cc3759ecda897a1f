import { ApiError } from '../failures.ts';
import type { Block } from '../protocol.ts';
import { withIds } from '../views/elements.ts';
import { appMayRead } from './files.ts';
import type { World } from './world.ts';

/**
 * Blocks as Slack keeps them: with ids, and with pictures of the workspace that from now on whoever sees the block may see.
 * @throws ApiError invalid_blocks when a slack_file is not there
 */
export function takeBlocks(world: World, blocks: Block[]): Block[] {
  const files = slackFiles(blocks, '/blocks');
  for (const { id, path } of files) {
    const file = world.files.get(id);
    if (file?.mimetype.startsWith('image/') && appMayRead(world, file)) continue;
    const message = `[ERROR] invalid slack file [json-pointer:${path}]`;
    throw new ApiError('invalid_blocks', { response_metadata: { messages: [message] } });
  }
  for (const { id } of files) world.shownFiles.add(id);
  return withIds(blocks, world.ids);
}

function slackFiles(node: unknown, path: string): { id: string; path: string }[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const at = `${path}/${key}`;
    if (key !== 'slack_file') return slackFiles(value, at);
    const { id, url } = value as { id?: string; url?: string };
    return [{ id: id ?? /-(F[A-Z0-9]+)\//.exec(url ?? '')?.[1] ?? '', path: at }];
  });
}
