import { monotonic, sleep } from '../../lib/time.ts';
import type { PayloadKind, Transport } from '../app/transport.ts';
import type { ApiCall, AppRequest, SandboxClock } from '../protocol.ts';

/** Every call the app makes, and whether one is under way; every request to the app. */
export interface CallLog {
  all: ApiCall[];
  requests: AppRequest[];
  /** The same transport, with what it carries noted. */
  noting(transport: Transport): Transport;
  begin(method: string, args: Record<string, unknown>, token?: string): ApiCall;
  end(call: ApiCall, outcome: Partial<ApiCall>): void;
  /** Resolves when no call is under way, none began or ended for `ms`, and `busy` says no; gives up after 10 s. */
  quiet(ms: number): Promise<void>;
}

const patienceMs = 10_000;

export function makeCallLog(clock: SandboxClock, busy: () => boolean = () => false): CallLog {
  const all: ApiCall[] = [];
  const startedAt = monotonic();
  let underWay = 0;
  let lastAt = startedAt;
  const requests: AppRequest[] = [];
  const note = (kind: PayloadKind, payload: Record<string, unknown>): AppRequest => {
    const request: AppRequest = { kind, payload, startedMs: monotonic() - startedAt };
    requests.push(request);
    return request;
  };
  return {
    all,
    requests,
    noting: (transport) => ({
      ...transport,
      async send(kind, payload, retry) {
        const request = note(kind, payload);
        const ack = await transport.send(kind, payload, retry);
        if (ack.outcome === 'acked') request.ackedMs = monotonic() - startedAt;
        return ack;
      },
    }),
    begin(method, args, token) {
      underWay += 1;
      lastAt = monotonic();
      const call: ApiCall = {
        method,
        args,
        at: clock.now(),
        startedMs: lastAt - startedAt,
        ...(token ? { token } : {}),
      };
      all.push(call);
      return call;
    },
    end(call, outcome) {
      underWay -= 1;
      lastAt = monotonic();
      Object.assign(call, outcome, { endedMs: lastAt - startedAt });
    },
    async quiet(ms) {
      const from = monotonic();
      while (monotonic() - from < patienceMs) {
        const silence = monotonic() - Math.max(lastAt, from);
        const isBusy = underWay > 0 || busy();
        if (!isBusy && silence >= ms) return;
        await sleep(isBusy ? 5 : Math.max(1, ms - silence));
      }
    },
  };
}
