import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aresErrors, aresSubject } from '../../fixtures/registers/ares.ts';
import { vrSubject } from '../../fixtures/registers/ares-vr.ts';
import { companies, type InventedCompany } from '../../fixtures/registers/companies.ts';
import type { RegisterUrls } from '../features/registers/port.ts';
import { fold } from '../lib/text.ts';
import { sleep } from '../lib/time.ts';
import { slovakAnswer, slovakRoots } from './slovak-registers.ts';
import { soapAnswer, soapRoots } from './soap-registers.ts';

/** slow: answers after 3 s; down: 503; html: a firewall's page with 200; busy: 429; silent: never answers. */
export type RegisterWeather = 'fine' | 'slow' | 'down' | 'html' | 'busy' | 'silent';

export interface SandboxRegisters {
  /** what ARES_URL is set to */
  url: string;
  /** where they all are: for createRegisters, and as the settings name them */
  urls: RegisterUrls;
  env: Record<string, string>;
  weather(next: RegisterWeather): void;
  /** questions answered so far: `GET 00000019`, `POST mostni` */
  asked: string[];
  /** the same of the other registers: `RPO 00000221`, `VIES SK2020000004` */
  askedOthers: string[];
  stop(): Promise<void>;
}

const root = '/ekonomicke-subjekty-v-be/rest';

/** ARES, RPO, RÚZ, VIES, CRPDPH and ISIR on this machine, with invented companies: for the demo and the stories, without the internet. */
export async function startRegisters(options: { port?: number } = {}): Promise<SandboxRegisters> {
  let weather: RegisterWeather = 'fine';
  const asked: string[] = [];
  const askedOthers: string[] = [];
  const stopped = new AbortController();
  const server = createServer(async (request, response) => {
    const text = await bodyOf(request);
    if (weather === 'slow') await sleep(3000, stopped.signal);
    if (weather === 'silent') await sleep(10 * 60_000, stopped.signal);
    if (weather === 'down') return json(response, 503, { status: 503, error: 'Service Unavailable' });
    if (weather === 'busy') return json(response, 429, { status: 429, error: 'Too Many Requests' });
    if (weather === 'html') return page(response);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const soap = soapAnswer(url, text);
    if (soap) {
      askedOthers.push(soap.asked);
      response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' });
      return response.end(soap.xml);
    }
    const slovak = slovakAnswer(url, text);
    if (slovak) {
      askedOthers.push(slovak.asked);
      return json(response, slovak.status, slovak.body);
    }
    if (leaders(url, response, askedOthers)) return;
    answer(request, text, response, asked);
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const urls = {
    aresUrl: `${host}${root}`,
    rpoUrl: `${host}${slovakRoots.rpo}`,
    ruzUrl: `${host}${slovakRoots.ruz}`,
    viesUrl: `${host}${slovakRoots.vies}`,
    crpdphUrl: `${host}${soapRoots.crpdph}`,
    isirUrl: `${host}${soapRoots.isir}`,
  };
  return {
    url: urls.aresUrl,
    urls,
    env: {
      ARES_URL: urls.aresUrl,
      RPO_URL: urls.rpoUrl,
      RUZ_URL: urls.ruzUrl,
      VIES_URL: urls.viesUrl,
      CRPDPH_URL: urls.crpdphUrl,
      ISIR_URL: urls.isirUrl,
    },
    weather: (next) => {
      weather = next;
    },
    asked,
    askedOthers,
    stop: async () => {
      stopped.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** @returns false when the question is for another register */
function leaders({ pathname }: URL, response: ServerResponse, askedOthers: string[]): boolean {
  const ico = new RegExp(`^${root}/ekonomicke-subjekty-vr/(\\d{8})$`).exec(pathname)?.[1];
  if (ico === undefined) return false;
  askedOthers.push(`VR ${ico}`);
  const record = vrSubject(ico);
  json(response, record ? 200 : 404, record ?? aresErrors.notFound(ico));
  return true;
}

function answer(request: IncomingMessage, text: string, response: ServerResponse, asked: string[]) {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const ico = new RegExp(`^${root}/ekonomicke-subjekty/([^/]+)$`).exec(path)?.[1];
  if (request.method === 'POST' && ico === 'vyhledat') {
    const { name, address } = filterIn(text);
    asked.push(`POST ${address ?? name}`);
    return search(response, name, address, text);
  }
  if (request.method !== 'GET' || ico === undefined) return json(response, 404, aresErrors.wrongUrl(path));
  asked.push(`GET ${ico}`);
  if (!/^\d{8}$/.test(ico)) return json(response, 400, aresErrors.badIco);
  const company = companies.find((candidate) => candidate.ico === ico);
  json(response, company ? 200 : 404, company ? aresSubject(company) : aresErrors.notFound(ico));
}

// What nearly every Czech company has in its name.
const legalSuffixes = ['s.r.o.', 's.r.o', 'sro', 'a.s.', 'a.s', 'spol', 'společnost'];

function search(response: ServerResponse, name: string, address: string | null, text: string) {
  const words = fold(address ?? name).match(/[\p{L}\p{N}.]+/gu) ?? [];
  if (words.length === 0) return json(response, 400, aresErrors.emptyQuery);
  if (words.every((word) => legalSuffixes.includes(word)))
    return json(response, 400, aresErrors.tooMany('585 478'));
  const found = companies.filter((company) => (address ? sitsAt : holds)(company, words));
  const { start = 0, pocet = 10 } = JSON.parse(text) as { start?: number; pocet?: number };
  json(response, 200, {
    pocetCelkem: found.length,
    ekonomickeSubjekty: found.slice(start, start + pocet).map(aresSubject),
  });
}

const holds = (company: InventedCompany, words: string[]): boolean =>
  words.every((word) => fold(company.name).includes(word));

/** In ARES's own line of the seat every word of it, as it finds them. */
function sitsAt(company: InventedCompany, words: string[]): boolean {
  const seat = fold((aresSubject(company).sidlo as { textovaAdresa?: string }).textovaAdresa ?? '');
  return words.every((word) => seat.includes(word));
}

function filterIn(text: string): { name: string; address: string | null } {
  try {
    const filter = JSON.parse(text) as { obchodniJmeno?: unknown; sidlo?: { textovaAdresa?: unknown } };
    const address = filter.sidlo?.textovaAdresa;
    return { name: String(filter.obchodniJmeno ?? ''), address: address ? String(address) : null };
  } catch {
    return { name: '', address: null };
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function page(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end('<html><body><h1>Váš požadavek byl z bezpečnostních důvodů zablokován.</h1></body></html>');
}
