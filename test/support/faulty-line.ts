/** A line to an IMAP server that reads along, and is cut or slowed down on purpose. It offers no STARTTLS: it must see. */
import { connect, createServer, type Socket } from 'node:net';
import { sleep } from '../../src/lib/time.ts';

export interface FaultyLine {
  port: number;
  /** how often each command was sent, such as `UID FETCH` */
  commands: Map<string, number>;
  /**
   * Cuts the connection once, when the next matching command was sent, or so many bytes into its answer.
   * @param command matched against the command line without its tag
   * @returns whether it came to that within a minute
   */
  cutAt(command: RegExp, bytesOfAnswer?: number): Promise<boolean>;
  /**
   * @param answer matched against what the server sends, piece by piece
   * @returns whether it said so within a minute
   */
  hears(answer: RegExp): Promise<boolean>;
  /** What the server is asked in place of each command, without its tag: it does not know everything that others know. */
  rewrite(change: (command: string) => string): void;
  /** Cuts every connection now. */
  cutAll(): void;
  /** Lets so many bytes a time through from the server, with a breath between; null: as it comes. */
  trickle(bytes: number | null): void;
  close(): Promise<void>;
}

interface Cut {
  command: RegExp;
  bytes: number;
  done(): void;
}

const breathMs = 2;
const patienceMs = 60_000;

/** @param to the server's plain port on this machine */
export async function faultyLine(to: number): Promise<FaultyLine> {
  const pairs = new Set<[Socket, Socket]>();
  const commands = new Map<string, number>();
  const listeners = new Set<{ answer: RegExp; done(): void }>();
  let cut: Cut | null = null;
  let atOnce: number | null = null;
  let rewritten = (command: string) => command;

  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    const end = () => {
      near.destroy();
      far.destroy();
      pairs.delete(pair);
    };
    for (const socket of pair) socket.setNoDelay(true).on('error', end).on('close', end);
    /** of the answer that is to be cut: bytes still let through */
    let left: number | null = null;
    let doCut = () => {};

    near.on('data', (bytes) => {
      far.write(bytes.toString('latin1').replace(/(?<=^[A-Z0-9]+ )[^\r\n]+/gm, rewritten), 'latin1');
      for (const line of bytes.toString('latin1').split('\r\n')) {
        const [, command = ''] = /^[A-Z0-9]+ (.+)/.exec(line) ?? [];
        if (command === '') continue;
        const kind = /^(UID )?\S+/.exec(command)?.[0] ?? '';
        commands.set(kind, (commands.get(kind) ?? 0) + 1);
        if (!cut?.command.test(command)) continue;
        const { bytes: wanted, done } = cut;
        cut = null;
        left = wanted;
        doCut = () => {
          end();
          done();
        };
        // The server has it before the line is gone.
        if (wanted === 0) far.write('', () => doCut());
      }
    });
    let sent: Promise<void> = Promise.resolve();
    far.on('data', (bytes) => {
      for (const { answer, done } of listeners) if (answer.test(bytes.toString('latin1'))) done();
      const plain = withoutStartTls(bytes);
      const through = left === null ? plain : plain.subarray(0, left);
      if (left !== null) left -= through.length;
      const isLast = left === 0;
      far.pause();
      sent = sent
        .then(() => pass(near, through, atOnce))
        .then(() => {
          if (isLast) doCut();
          else far.resume();
        });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as { port: number }).port,
    commands,
    async cutAt(command, bytesOfAnswer = 0) {
      const patience = new AbortController();
      let happened = false;
      cut = {
        command,
        bytes: bytesOfAnswer,
        done() {
          happened = true;
          patience.abort();
        },
      };
      await sleep(patienceMs, patience.signal);
      cut = null;
      return happened;
    },
    async hears(answer) {
      const patience = new AbortController();
      let happened = false;
      const listener = {
        answer,
        done() {
          happened = true;
          patience.abort();
        },
      };
      listeners.add(listener);
      await sleep(patienceMs, patience.signal);
      listeners.delete(listener);
      return happened;
    },
    rewrite(change) {
      rewritten = change;
    },
    cutAll() {
      for (const sockets of pairs) for (const socket of sockets) socket.destroy();
    },
    trickle(bytes) {
      atOnce = bytes;
    },
    async close() {
      for (const sockets of pairs) for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** All at once, or piece by piece. */
async function pass(into: Socket, bytes: Buffer, atOnce: number | null): Promise<void> {
  for (let from = 0; from < bytes.length && !into.destroyed; ) {
    const piece = bytes.subarray(from, atOnce === null ? undefined : from + atOnce);
    await new Promise<void>((resolve) => into.write(piece, () => resolve()));
    if (atOnce !== null) await sleep(breathMs);
    from += piece.length;
  }
}

/** The word is found in greetings and CAPABILITY alone: no mail of ours has it. */
function withoutStartTls(bytes: Buffer): Buffer {
  if (!bytes.includes(' STARTTLS')) return bytes;
  return Buffer.from(bytes.toString('latin1').replace(' STARTTLS', ''), 'latin1');
}
