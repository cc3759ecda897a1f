/** Whether a real Slack takes every view of the product: npm run slack:smoke -- <channel> */
import { ConfigError, parseConfig, requireSlack } from '../../src/config.ts';
import { loadEnvironment } from '../../src/environment.ts';
import { createLog } from '../../src/lib/log.ts';
import { tableOf } from './results.ts';
import { show } from './show.ts';

const channel = process.argv[2];
if (!channel) {
  console.error('npm run slack:smoke -- <channel>: its id, or "#name"; invite the app to it first.');
  process.exit(2);
}
try {
  const config = parseConfig(loadEnvironment());
  requireSlack(config);
  if (!config.SLACK_APP_TOKEN) {
    throw new ConfigError(['SLACK_APP_TOKEN: missing; the smoke test listens by Socket Mode']);
  }
  console.log('Every message goes into a thread of that channel, one a second: a few minutes.');
  const { results, done, stop } = await show(config, createLog('error'), { channel, pauseMs: 1100 });
  console.log(tableOf(results));
  console.log('Now click "All modals" and "Homes" in the thread, then any others; Ctrl+C ends it.');
  await Promise.race([done, new Promise((resolve) => process.once('SIGINT', resolve))]);
  console.log(tableOf(results));
  await stop();
  process.exit(results.some(({ refused }) => refused !== null) ? 1 : 0);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const problem of error.problems) console.error(problem);
  process.exit(2);
}
