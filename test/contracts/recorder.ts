/**
 * Stands between the product and the emulator: passes everything on, remembers each call with its answer, and can lose
 * an answer on its way. What the emulator has no place for, response_url, it takes itself.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import axios from 'axios';

export interface Call {
  /** `chat.postMessage` */
  method: string;
  token: string;
  given: Record<string, unknown>;
  answer: { ok: boolean; error?: string } & Record<string, unknown>;
}

export interface Recorder {
  url: string;
  calls: Call[];
  /** messages sent to a response_url */
  responses: Record<string, unknown>[];
  /** The next call of the method arrives, and its answer is lost. */
  loseAnswer(method: string): void;
  stop(): Promise<void>;
}

export async function startRecorder(port: number, emulator: string): Promise<Recorder> {
  const calls: Call[] = [];
  const responses: Record<string, unknown>[] = [];
  const toLose = new Set<string>();
  const server = createServer((request, response) => {
    pass(request, response).catch((error) => {
      response.statusCode = 502;
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    responses,
    loseAnswer: (method) => toLose.add(method),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(request);
    const path = request.url ?? '/';
    if (path.startsWith('/response/')) {
      responses.push(JSON.parse(body.toString()));
      response.end('ok');
      return;
    }
    const { host, connection, 'content-length': _, 'transfer-encoding': __, ...headers } = request.headers;
    const answer = await axios.request({
      url: `${emulator}${path}`,
      method: request.method ?? 'GET',
      headers,
      ...(body.length > 0 ? { data: body } : {}),
      responseType: 'arraybuffer',
      validateStatus: () => true,
      maxRedirects: 0,
    });
    const method = /^\/api\/([\w.]+)/.exec(path)?.[1];
    if (method) calls.push(toCall(method, request, body, Buffer.from(answer.data)));
    if (method && toLose.delete(method)) {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': String(answer.headers['content-type'] ?? '') });
    response.end(Buffer.from(answer.data));
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function toCall(method: string, request: IncomingMessage, body: Buffer, answer: Buffer): Call {
  return {
    method,
    token: String(request.headers.authorization ?? '').replace(/^Bearer /, ''),
    given: Object.fromEntries(new URLSearchParams(body.toString())),
    answer: parsed(answer.toString()),
  };
}

function parsed(text: string): Call['answer'] {
  try {
    return JSON.parse(text) as Call['answer'];
  } catch {
    return { ok: false, error: `no JSON: ${text.slice(0, 80)}` };
  }
}
