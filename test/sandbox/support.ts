import { App, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/protocol.ts';
import { startSandbox } from '../../src/sandbox/server.ts';

export interface Stage {
  sandbox: Sandbox;
  app: App;
  stop(): Promise<void>;
}

const quietLogger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** A sandbox and a real Bolt app in Socket Mode; `listen` puts listeners on the app before it connects. */
export async function onStage(listen: (app: App) => void, options: SandboxOptions = {}): Promise<Stage> {
  const sandbox = await startSandbox({ ackTimeoutMs: 400, ...options });
  const app = new App({
    token: sandbox.botToken,
    appToken: sandbox.appToken,
    socketMode: true,
    logger: quietLogger,
    clientOptions: { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } },
  });
  app.error(async () => {});
  listen(app);
  await app.start();
  await sandbox.connected();
  return {
    sandbox,
    app,
    async stop() {
      await app.stop();
      await sandbox.stop();
    },
  };
}

/** The first words of a wireframe: a modal with one field. */
export const nameForm = (more: Record<string, unknown> = {}) => ({
  type: 'modal' as const,
  callback_id: 'name',
  title: { type: 'plain_text' as const, text: 'New deal' },
  submit: { type: 'plain_text' as const, text: 'Save' },
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: { type: 'plain_text', text: 'Name' },
      element: { type: 'plain_text_input', action_id: 'name' },
    },
  ] as never[],
  ...more,
});

export const button = (text: string, actionId: string, value?: string) => ({
  type: 'button',
  text: { type: 'plain_text', text },
  action_id: actionId,
  ...(value === undefined ? {} : { value }),
});

/** The app without Bolt: bare calls of the Web API. */
export const clientOf = (sandbox: Sandbox, more: Record<string, unknown> = {}): WebClient =>
  new WebClient(sandbox.botToken, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    logger: quietLogger,
    ...more,
  });

/** The error a call is refused with, 'ok' when it is not. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    const { data, code } = error as { data?: { error: string }; code?: string };
    return data?.error ?? code ?? String(error);
  }
}
