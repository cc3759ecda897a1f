import { expect, it } from 'vitest';
import { story } from '../support/story.ts';

it('when Slack does not take the answer to a command, it comes as a DM', async () => {
  const { eva, slack } = await story();
  slack.weather.fail('response_url', 1);
  await eva.command('/crm', 'pomoc', { channel: '#obchod' });
  expect(eva.inbox().map((message) => eva.reads(message))).toEqual([
    expect.stringContaining('S čím ti Vizitka pomůže'),
  ]);
});
