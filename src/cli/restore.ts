import { createLog } from '../lib/log.ts';
import { systemTime } from '../lib/time.ts';
import { toolContext } from '../operations/context.ts';
import { restore } from '../operations/restore.ts';
import { runTool } from './run.ts';

await runTool(async (config) => {
  const from = process.argv[2];
  if (!from) {
    console.error('npm run restore -- <backup folder>: the folder that npm run backup printed');
    return 2;
  }
  await restore(config, from, (database) => toolContext(config, database, systemTime, createLog('silent')));
  console.log(
    'Restored. Sending and polling are paused: npm run resume shows what would be sent and lets it go on.',
  );
  return 0;
});
