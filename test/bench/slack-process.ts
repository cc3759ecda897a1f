/** A process of its own, so that measuring takes nothing from the product: the sandbox and the people who use it. */
import { appOfManifest } from '../../src/sandbox/manifest.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { attachLargeFile, watchNudges } from './errands.ts';
import { bringList } from './import-errand.ts';
import { runLoad } from './load.ts';
import { peopleCount, slackIdOf } from './seed.ts';

const users = Array.from({ length: peopleCount }, (_, index) => ({
  id: slackIdOf(index + 1),
  name: `obchodnik${index + 1}`,
  real_name: `Obchodník ${index + 1}`,
  email: `obchodnik${index + 1}@firma.example`,
  tz: 'Europe/Prague',
  locale: 'cs-CZ',
}));

const slack = await startSandbox({
  story: {
    users,
    channels: [{ id: 'C0OBCHOD01', name: 'obchod', members: users.map((user) => user.id), app: true }],
  },
  app: appOfManifest(),
  rates: process.argv.includes('--rates') ? 'slack' : 'off',
  quietMs: 0,
});

const errands = {
  addresses: async () => ({ apiUrl: slack.apiUrl, botToken: slack.botToken, appToken: slack.appToken }),
  connected: () => slack.connected(30_000),
  load: (plan: Parameters<typeof runLoad>[1]) => runLoad(slack, plan),
  nudges: (plan: Parameters<typeof watchNudges>[1]) => watchNudges(slack, plan),
  file: (plan: Parameters<typeof attachLargeFile>[1]) => attachLargeFile(slack, plan),
  list: (plan: Parameters<typeof bringList>[1]) => bringList(slack, plan),
};
export type Errands = typeof errands;

process.on('message', async ({ id, name, plan }: { id: number; name: keyof Errands; plan: never }) => {
  try {
    process.send?.({ id, result: await errands[name](plan) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
