import type { Channel, Message } from '../protocol.ts';
import { familyOf } from '../workspace/channels.ts';
import { seconds } from '../workspace/ids.ts';
import { appIsIn, type World } from '../workspace/world.ts';
import type { Ack, Retry, Transport } from './transport.ts';

export type AppEvent = { type: string; [field: string]: unknown };

/** Tells the app what happened, if it asked for it and may know; sends again when it does not answer. */
export interface Events {
  tell(event: AppEvent): void;
  /** Only when the app is in the channel. */
  tellIn(channel: Channel, event: AppEvent): void;

  /** The app is gone (uninstalled): nothing more is sent. */
  mute(muted: boolean): void;
  stop(): void;
}

export function makeEvents(world: World, transport: Transport, retryDelays: number[]): Events {
  const timers = new Set<NodeJS.Timeout>();

  let muted = false;

  async function deliver(payload: Record<string, unknown>, retry?: Retry): Promise<void> {
    const ack = await transport.send('events_api', payload, retry);

    if (ack.outcome === 'acked') return;
    const attempt = (retry?.attempt ?? 0) + 1;
    const delay = retryDelays[attempt - 1];
    if (delay === undefined || (ack.outcome === 'failed' && ack.reason === 'no_retry')) {
      world.troubles.push({
        code: 'operation_timeout',
        of: `event ${eventType(payload)}`,
        detail: JSON.stringify(ack),
      });
      return;
    }
    const timer = setTimeout(() => {
      timers.delete(timer);
      deliver(payload, { attempt, reason: reasonOf(ack) });
    }, delay);
    timers.add(timer);
    timer.unref();
  }

  const tell: Events['tell'] = (event) => {
    if (muted || !wanted(world, event)) return;
    deliver({
      token: 'sandbox',
      team_id: world.team.id,
      context_team_id: world.team.id,
      context_enterprise_id: null,
      api_app_id: world.app.id,
      event: { ...event, event_ts: event.event_ts ?? world.ids.ts() },
      type: 'event_callback',
      event_id: world.ids.next('Ev'),
      event_time: seconds(world.clock),
      authorizations: [
        {
          enterprise_id: null,
          team_id: world.team.id,
          user_id: world.app.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    });
  };

  return {
    tell,
    tellIn(channel, event) {
      if (appIsIn(world, channel)) tell(event);
    },

    mute(value) {
      muted = value;
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** Names of the manifest's bot_events: message events are asked for by kind of channel. */
function wanted(world: World, event: AppEvent): boolean {
  const asked = world.app.events;
  if (!asked) return true;
  if (event.type !== 'message') return asked.has(event.type);
  const kind = String(event.channel_type);
  return asked.has(`message.${{ channel: 'channels', group: 'groups' }[kind] ?? kind}`);
}

const eventType = (payload: Record<string, unknown>) => (payload.event as { type: string }).type;

function reasonOf(ack: Ack): Retry['reason'] {
  if (ack.outcome === 'timeout') return 'timeout';
  return ack.outcome === 'failed' && ack.reason.startsWith('http_') ? 'http_error' : 'connection_failed';
}

export function messageEvent(channel: Channel, message: Message): AppEvent {
  const family = familyOf(channel);
  const kind = { channels: 'channel', groups: 'group', im: 'im', mpim: 'mpim' }[family];
  const { ephemeralTo: _, ...said } = message;
  return { ...said, channel: channel.id, channel_type: kind, event_ts: message.ts };
}
