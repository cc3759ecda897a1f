import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { slackFiles } from '../../src/features/documents/port.ts';
import type { SlackFile } from '../../src/slack/requests.ts';
import { toSlackFile } from '../../src/slack/sender.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A file host that remembers which tokens it was shown. */
async function host(answer: Answer) {
  const tokens: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, tokens };
}

const file = (url: string, change: Partial<SlackFile> = {}): SlackFile => ({
  id: 'F1',
  name: 'výkres.pdf',
  size: 6,
  mimetype: 'application/pdf',
  url,
  isExternal: false,
  ...change,
});

async function read(apiUrl: string, wanted: SlackFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of slackFiles(`${apiUrl}/api/`, 'xoxb-tajemstvi').bytes(wanted)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const bytes =
  (text: string, type = 'application/pdf'): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': type });
    response.end(text);
  };

describe('fetching a file from Slack', () => {
  it('shows the token to the file host', async () => {
    const slack = await host(bytes('A1 1:5'));
    expect(await read(slack.url, file(`${slack.url}/files-pri/T1-F1/a.pdf`))).toBe('A1 1:5');
    expect(slack.tokens).toEqual(['Bearer xoxb-tajemstvi']);
  });

  it('shows nothing to any other host', async () => {
    const slack = await host(bytes('A1 1:5'));
    const other = await host(bytes('A1 1:5'));
    await expect(read(slack.url, file(`${other.url}/files-pri/T1-F1/a.pdf`))).rejects.toMatchObject({
      code: 'file.elsewhere',
    });
    await expect(read(slack.url, file('not an address'))).rejects.toMatchObject({ code: 'file.elsewhere' });
    await expect(read('https://slack.com', file(`${other.url}/files-pri/T1-F1/a.pdf`))).rejects.toMatchObject(
      { code: 'file.elsewhere' },
    );
    const drive = file(`${slack.url}/x`, { isExternal: true });
    await expect(read(slack.url, drive)).rejects.toMatchObject({ code: 'file.elsewhere' });
    expect([...slack.tokens, ...other.tokens]).toEqual([]);
  });

  it('never follows a redirect', async () => {
    const thief = await host(bytes('A1 1:5'));
    const slack = await host((_, response) => {
      response.writeHead(302, { location: `${thief.url}/login` });
      response.end();
    });
    await expect(read(slack.url, file(`${slack.url}/a.pdf`))).rejects.toMatchObject({
      code: 'file.notTheFile',
    });
    expect(thief.tokens).toEqual([]);
  });

  it.each<[string, Answer, string]>([
    ['a login page', bytes('<html>Sign in</html>', 'text/html; charset=utf-8'), 'file.notTheFile'],
    ['a refusal', (_, response) => void response.writeHead(403).end(), 'file.unreachable'],
    ['a file that is not there', (_, response) => void response.writeHead(404).end(), 'file.unreachable'],
    ['a rest day', (_, response) => void response.writeHead(503).end('later'), 'file.interrupted'],
    ['less than was promised', bytes('A1'), 'file.interrupted'],
    [
      'a line that goes dead',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': '6' });
        response.write('A1', () => response.destroy());
      },
      'file.interrupted',
    ],
  ])('tells %s from the file', async (_, answer, code) => {
    const slack = await host(answer);
    await expect(read(slack.url, file(`${slack.url}/a.pdf`))).rejects.toMatchObject({
      code,
      details: { name: 'výkres.pdf' },
    });
  });

  it('takes a page that somebody really attached, and not a login page in its place', async () => {
    const page = '<html>nabídka</html>';
    const size = Buffer.byteLength(page);
    const slack = await host(bytes(page, 'text/html'));
    const offer = file(`${slack.url}/nabidka.html`, { mimetype: 'text/html', name: 'nabídka.html', size });
    expect(await read(slack.url, offer)).toBe(page);
    await expect(read(slack.url, { ...offer, size: size + 1 })).rejects.toMatchObject({
      code: 'file.notTheFile',
    });
  });
});

it('a name cannot turn the words around it, whatever is said of the file', () => {
  expect(toSlackFile({ id: 'F1', name: 'vykres\u202etxt.exe' }).name).toBe('vykres txt.exe');
  expect(toSlackFile({ id: 'F1', name: '\u202e' }).name).toBe('F1');
});
