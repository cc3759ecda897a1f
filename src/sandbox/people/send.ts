import type { PayloadKind } from '../app/transport.ts';
import { SlackFailure } from '../failures.ts';
import type { FailureCode } from '../protocol.ts';
import type { Slack } from '../slack.ts';

/** Sends and waits for the ack. @throws SlackFailure operation_timeout, dispatch_failed; also noted as a trouble */
export async function askApp(
  slack: Slack,
  kind: PayloadKind,
  of: string,
  payload: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const ack = await slack.transport.send(kind, payload);
  if (ack.outcome === 'acked') return ack.payload;
  if (ack.outcome === 'timeout') throw trouble(slack, 'operation_timeout', of, 'the app did not ack in time');
  throw trouble(slack, 'dispatch_failed', of, ack.reason);
}

export function trouble(slack: Slack, code: FailureCode, of: string, detail: string): SlackFailure {
  slack.world.troubles.push({ code, of, detail });
  return new SlackFailure(code, `${of}: ${code} (${detail})`);
}
