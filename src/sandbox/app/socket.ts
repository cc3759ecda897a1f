import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { monotonic, sleep } from '../../lib/time.ts';
import type { Ack, PayloadKind, Retry, Transport } from './transport.ts';

const maxConnections = 10;
/** How long a client may take to answer a goodbye. */
const farewellMs = 300;
const pingEveryMs = 10_000;

export interface SocketMode extends Transport {
  /** A ticket for one connection, part of the URL of apps.connections.open. */
  ticket(): string;
  /** Takes over an HTTP upgrade of /link/. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  drop(): void;
  /** Says goodbye and closes after a moment, as Slack does when it moves a connection. */
  refresh(reason: string): void;
  /** The next events are sent a second time, as a retry. */
  resend(times: number): void;
  connections(): number;
}

interface Waiting {
  socket: WebSocket;
  resolve: (ack: Ack) => void;
}

/** Socket Mode: envelopes go to one connection each, in turn; an answer names its envelope. */
export function makeSocketMode(appId: string, ackTimeoutMs: number, changed: () => void): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, Waiting>();
  let turn = 0;
  let resends = 0;
  // The client gives up when it hears no ping from the server for 30 s.
  const pings = setInterval(() => {
    for (const socket of sockets) socket.ping();
  }, pingEveryMs);
  pings.unref();

  function join(socket: WebSocket): void {
    sockets.push(socket);
    socket.on('message', (data) => answered(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => gone(socket));
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: sockets.length,
        connection_info: { app_id: appId },
        debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
      }),
    );
    changed();
  }

  function gone(socket: WebSocket): void {
    sockets.splice(sockets.indexOf(socket), 1);
    for (const [id, one] of waiting) {
      if (one.socket !== socket) continue;
      waiting.delete(id);
      one.resolve({ outcome: 'failed', reason: 'connection_failed' });
    }
    changed();
  }

  function answered(text: string): void {
    let message: { envelope_id?: string; payload?: Record<string, unknown> };
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    const one = waiting.get(message.envelope_id ?? '');
    if (!one) return;
    waiting.delete(message.envelope_id ?? '');
    one.resolve({ outcome: 'acked', payload: message.payload ?? {} });
  }

  function send(kind: PayloadKind, payload: Record<string, unknown>, retry?: Retry): Promise<Ack> {
    const open = sockets.filter((socket) => socket.readyState === socket.OPEN);
    const socket = open[turn++ % Math.max(open.length, 1)];
    if (!socket) return Promise.resolve({ outcome: 'failed', reason: 'connection_failed' });
    const envelope = {
      envelope_id: randomUUID(),
      type: kind,
      payload,
      accepts_response_payload: kind !== 'events_api',
      ...(kind === 'events_api'
        ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' }
        : {}),
    };
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        waiting.delete(envelope.envelope_id);
        resolve({ outcome: 'timeout' });
      }, ackTimeoutMs);
      const settle = (ack: Ack) => {
        clearTimeout(timer);
        resolve(ack);
      };
      waiting.set(envelope.envelope_id, { socket, resolve: settle });
      socket.send(JSON.stringify(envelope));
      if (kind === 'events_api' && resends > 0) {
        resends -= 1;
        const twin = { ...envelope, envelope_id: randomUUID(), retry_attempt: 1, retry_reason: 'timeout' };
        socket.send(JSON.stringify(twin));
      }
    });
  }

  return {
    send,
    connected: () => sockets.length > 0,
    connections: () => sockets.length,
    ticket() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return ticket;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket) || sockets.length >= maxConnections) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, join);
    },
    drop() {
      for (const socket of [...sockets]) socket.terminate();
    },
    refresh(reason) {
      for (const socket of [...sockets]) {
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
        if (reason !== 'warning') setTimeout(() => socket.close(1000), 1000).unref();
      }
    },
    resend(times) {
      resends = times;
    },
    async stop() {
      clearInterval(pings);
      for (const socket of [...sockets]) socket.close(1001);
      const from = monotonic();
      while (sockets.length > 0 && monotonic() - from < farewellMs) await sleep(5);
      for (const socket of [...sockets]) socket.terminate();
      server.close();
    },
  };
}
