/** Looking for companies: in our own twenty thousand, in registers on this machine, and the card of one we know. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import { aresSubject } from '../../fixtures/registers/ares.ts';
import { companies } from '../../fixtures/registers/companies.ts';
import { askCompanyCard } from '../../src/features/companies/card.ts';
import { companyCommand } from '../../src/features/companies/command.ts';
import { companySuggestions } from '../../src/features/companies/picks.ts';
import { keepFromRegister } from '../../src/features/companies/register-service.ts';
import { findCompanies } from '../../src/features/companies/search-service.ts';
import { companyCard } from '../../src/features/companies/views.ts';
import { Ico } from '../../src/features/registers/model.ts';
import { createRegisters } from '../../src/features/registers/port.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { Ctx, Ports } from '../../src/lib/context.ts';
import { fold } from '../../src/lib/text.ts';
import { monotonic, sleep, systemTime } from '../../src/lib/time.ts';
import { startRegisters } from '../../src/sandbox/registers.ts';
import type { CommandRequest } from '../../src/slack/requests.ts';
import { worldOn } from '../support/world.ts';
import type { Stage } from './stage.ts';
import { percentile, timeRow } from './table.ts';

const section = 'registers';
const known = Ico.parse('00000019');
/** what a register takes over a line to another town */
const registerMs = 120;
/** two people who type at once */
const betweenMs = 700;
const typed = 40;
/** a card asks about as many questions of the database */
const rowsOfCard = 12;

export async function measureRegisters(stage: Stage): Promise<void> {
  await stage.open('young', async (database) => {
    const places = await startRegisters();
    const slow = await startBusyRegister();
    const registers = createRegisters({
      ...places.urls,
      aresUrl: slow.url,
      rpoUrl: slow.url,
      time: systemTime,
      database,
    });
    const near = createRegisters({ ...places.urls, time: systemTime, database });
    try {
      const { as } = await worldOn(database, { ports: { registers } as Partial<Ports> as Ports });
      const eva = { ...(await as('Eva')), time: systemTime };
      await measureOwn(stage, eva);
      await measureAsked(stage, eva, slow.url);
      await measureCard(stage, { ...eva, ports: { ...eva.ports, registers: near } }, places);
    } finally {
      await registers.stop();
      await near.stop();
      await slow.stop();
      await places.stop();
    }
  });
}

/** As they type the names of customers, from the third letter on. */
async function measureOwn(stage: Stage, eva: Ctx): Promise<void> {
  const names: string[] = await eva
    .db('companies')
    .whereRaw('id % 97 = 3')
    .orderBy('id')
    .limit(150)
    .pluck('name');
  const queries = names.flatMap((name) => [name.slice(0, 4), name.slice(0, 7)]);
  const reader = readerOf(eva);
  const ours = await timesOf(queries, async (query) => {
    companySuggestions(await findCompanies(eva, query), query, reader);
  });
  const floor = await timesOf(queries, (query) =>
    eva.db
      .raw(
        `select * from companies where deleted_at is null and id in
           (select id from search_terms where kind = 'company' and term >= ? and term < ?)
         order by folded_name limit 20`,
        [fold(query), `${fold(query)}\u{10ffff}`],
      )
      .then(() => undefined),
  );
  stage.add(
    timeRow(section, 'type-ahead from own data at 20,000 companies; floor: bare SQL', ours, 0.95, {
      floor: percentile(floor, 0.95),
      limit: 300,
    }),
  );
}

/** Names that nobody has, so that both registers are asked, at the pace of people. */
async function measureAsked(stage: Stage, eva: Ctx, url: string): Promise<void> {
  const queries = Array.from(
    { length: typed },
    (_, i) => `Zvonárna ${String.fromCharCode(97 + (i % 26))}${i}xq`,
  );
  const reader = readerOf(eva);
  const ours = await timesOf(
    queries,
    async (query) => {
      companySuggestions(await findCompanies(eva, query), query, reader);
    },
    betweenMs,
  );
  const floor = await timesOf(queries, async () => {
    await axios.post(`${url}/ekonomicke-subjekty/vyhledat`, { obchodniJmeno: 'x', start: 0, pocet: 20 });
  });
  stage.add(
    timeRow(
      section,
      `type-ahead that asks both registers (${registerMs} ms each); floor: bare HTTP`,
      ours,
      0.95,
      {
        floor: percentile(floor, 0.95),
        limit: 1500,
      },
    ),
  );
}

async function measureCard(
  stage: Stage,
  eva: Ctx,
  places: { asked: string[]; askedOthers: string[] },
): Promise<void> {
  const kept = await keepFromRegister(eva, known);
  if (kept.kind !== 'own') throw new Error('the register gave no company');
  const { company } = kept;
  await askCompanyCard(eva, company);
  const times = Array.from({ length: 300 }, () => known);
  const reader = readerOf(eva);
  const before = places.asked.length + places.askedOthers.length;
  const cards = await timesOf(times, async () => {
    companyCard(await askCompanyCard(eva, company), reader);
  });
  const commands = await timesOf(times.slice(0, 100), (ico) => companyCommand(commandOf(eva, ico)));
  const requests = places.asked.length + places.askedOthers.length - before;
  const floor = await timesOf(times, async (ico) => {
    for (let row = 0; row < rowsOfCard; row += 1) await eva.db('companies').where({ ico }).first();
  });
  const one = percentile(floor, 0.95);
  stage.add(
    timeRow(section, `card of a company, all remembered; floor: ${rowsOfCard} rows by SQL`, cards, 0.95, {
      floor: one,
      limit: 100,
    }),
    timeRow(
      section,
      `/company with its IČO, all remembered; floor: ${rowsOfCard} rows by SQL`,
      commands,
      0.95,
      {
        floor: one,
        limit: 100,
      },
    ),
    {
      section,
      what: 'requests to registers by 400 warm cards and commands',
      measured: String(requests),
      target: '0',
      ok: requests === 0,
    },
  );
}

const commandOf = (ctx: Ctx, text: string): CommandRequest =>
  ({ ctx, text, reader: readerOf(ctx), say: async () => undefined }) as unknown as CommandRequest;

async function timesOf<T>(items: T[], work: (item: T) => Promise<void>, betweenMs = 0): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) {
    const from = monotonic();
    await work(item);
    times.push(monotonic() - from);
    if (betweenMs > 0) await sleep(betweenMs);
  }
  return times;
}

/** ARES and RPO, each with twenty companies for whatever is asked. */
async function startBusyRegister(): Promise<{ url: string; stop(): Promise<void> }> {
  const subjects = companies.flatMap((company) => (company.ico ? aresSubject(company) : [])).slice(0, 20);
  const list = JSON.stringify({ pocetCelkem: 400, ekonomickeSubjekty: subjects });
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    await sleep(registerMs);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(request.method === 'POST' ? list : '{"results":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
