/** Milliseconds from what the sandbox noted: how long until the ack, how long until the person saw the answer. */
import type { ApiCall, AppRequest } from '../../src/sandbox/protocol.ts';

export type Samples = Record<string, number[]>;

export function samplesOf(requests: AppRequest[], calls: ApiCall[]): Samples {
  const samples: Samples = {};
  const add = (name: string, ms: number | undefined) => {
    if (ms === undefined) return;
    samples[name] ??= [];
    samples[name].push(ms);
  };
  const shown = answersIn(calls);
  for (const request of requests) {
    const kind = kindOf(request);
    const acked = request.ackedMs === undefined ? undefined : request.ackedMs - request.startedMs;
    add(`ack ${kind}`, acked);
    if (kind === 'submission' || kind === 'typeAhead') continue;
    const end = shown(request);
    add(`shown ${nameOf(request, kind)}`, end === undefined ? undefined : end - request.startedMs);
  }
  return samples;
}

type Kind = 'command' | 'button' | 'submission' | 'typeAhead' | 'event';

function kindOf({ kind, payload }: AppRequest): Kind {
  if (kind === 'slash_commands') return 'command';
  if (kind === 'events_api') return 'event';
  if (payload.type === 'view_submission') return 'submission';
  return payload.type === 'block_suggestion' ? 'typeAhead' : 'button';
}

function nameOf({ payload }: AppRequest, kind: Kind): string {
  if (kind === 'event') return 'home';
  if (kind === 'button') return 'window';
  const text = String(payload.text ?? '');
  if (payload.command === '/log' || text === 'new') return 'form';
  return text === '' ? 'list' : 'card';
}

/** When the answer to a request arrived: by its response_url, its trigger, or as a Home. */
function answersIn(calls: ApiCall[]): (request: AppRequest) => number | undefined {
  const byUrl = new Map<string, number>();
  const byTrigger = new Map<string, ApiCall>();
  const updates = new Map<string, number>();
  const homes = calls.filter((call) => call.method === 'views.publish');
  for (const call of calls) {
    if (call.ok !== true || call.endedMs === undefined) continue;
    if (call.method === 'response_url' && call.token) byUrl.set(call.token, call.endedMs);
    if (call.method === 'views.open' || call.method === 'views.push')
      byTrigger.set(String(call.args.trigger_id), call);
    // A form that took long to make: first "a moment", then itself.
    if (call.method === 'views.update') updates.set(String(call.args.view_id), call.endedMs);
  }
  return ({ payload, startedMs }) => {
    const event = payload.event as { user?: string } | undefined;
    if (event)
      return homes.find((call) => call.args.user_id === event.user && call.startedMs > startedMs)?.endedMs;
    const opened = byTrigger.get(String(payload.trigger_id));
    if (opened) {
      const id = (opened.answer?.view as { id: string } | undefined)?.id;
      return Math.max(opened.endedMs ?? 0, updates.get(String(id)) ?? 0);
    }
    return byUrl.get(String(payload.response_url).replace(/^https?:\/\/[^/]+/, ''));
  };
}
