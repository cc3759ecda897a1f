/** A Bolt app on the product's own receivers with nothing behind them: what the machine gives at best. */
import { parseConfig } from '../../src/config.ts';
import { createLog } from '../../src/lib/log.ts';
import { connectSlack } from '../../src/slack/connect.ts';
import { respond } from '../../src/slack/respond.ts';

const config = parseConfig(process.env);
const slack = connectSlack(config, createLog('error'), []);
const responseHosts = [`${new URL(config.SLACK_API_URL).origin}/`];
slack.app.command(/.*/, async ({ ack, command }) => {
  await ack();
  if (command.text !== 'answer') return;
  const rows = Array.from({ length: 10 }, (_, row) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: `*D-${row}* Výstavba haly Brno` },
  }));
  await respond({ responseHosts }, command.response_url, {
    text: 'x',
    blocks: rows,
    response_type: 'ephemeral',
  });
});
process.on('SIGTERM', async () => {
  await slack.stop();
  process.exit(0);
});
await slack.start();
