import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { askJson } from '../../src/features/registers/http.ts';

/** Real sockets: what a stand-in for HTTP cannot show. */
describe('a register on the wire', () => {
  let server: Server | undefined;

  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  });

  async function ask(answer: RequestListener) {
    const listening = createServer(answer);
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const { port } = listening.address() as AddressInfo;
    return askJson({ method: 'GET', url: `http://127.0.0.1:${port}/`, timeoutMs: 500 });
  }

  const asJson = { 'content-type': 'application/json; charset=utf-8' };

  it('is understood in UTF-8', async () => {
    const answer = await ask((_request, response) => {
      response.writeHead(200, asJson).end('{"name":"Kovovýroba Řehoř"}');
    });
    expect(answer).toEqual({ kind: 'json', status: 200, body: { name: 'Kovovýroba Řehoř' } });
  });

  it('is given up when it drips one byte at a time', async () => {
    const answer = await ask((_request, response) => {
      response.writeHead(200, asJson);
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    });
    expect(answer).toMatchObject({ kind: 'unavailable', reason: 'timeout' });
  });

  it('is no answer when the connection breaks in the middle', async () => {
    const answer = await ask((_request, response) => {
      response.writeHead(200, { ...asJson, 'content-length': '1000' });
      response.write('{"name":', () => response.destroy());
    });
    expect(answer.kind).toBe('unavailable');
  });

  it('is cut off when a small packed answer unpacks to ten megabytes', async () => {
    const packed = gzipSync(`"${'M'.repeat(10_000_000)}"`);
    expect(packed.length).toBeLessThan(20_000);
    const answer = await ask((_request, response) => {
      response.writeHead(200, { ...asJson, 'content-encoding': 'gzip' }).end(packed);
    });
    expect(answer).toMatchObject({ kind: 'unavailable', reason: 'badAnswer' });
  });

  it('is down when nobody listens', async () => {
    const answer = await askJson({ method: 'GET', url: 'http://127.0.0.1:1/', timeoutMs: 500 });
    expect(answer).toMatchObject({ kind: 'unavailable', reason: 'down', detail: 'ECONNREFUSED' });
  });
});
