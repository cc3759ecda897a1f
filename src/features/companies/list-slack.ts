/** `/crm companies`: mine; with words of all of them, by what they are to us, or by a name. */
import { namesOf } from '../../access/people.ts';
import type { Reader } from '../../i18n/reader.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { cleanLine, cut } from '../../lib/text.ts';
import type { Message } from '../../slack/blocks.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest } from '../../slack/requests.ts';
import { matchSubcommand } from '../../slack/subcommands.ts';
import { listCompanies } from './list-store.ts';
import {
  type CompanyListMeta,
  companiesPage,
  companyList,
  filterListCycle,
  filterListOwner,
  filterOf,
  pageSize,
} from './list-views.ts';
import type { CompanyFilter, LifeCycle } from './model.ts';

const words = {
  all: ['all', 'everybody', 'všechny', 'všech', 'všetky', 'všetkých'],
  mine: ['mine', 'my', 'moje'],
  lead: ['leads', 'lead', 'leady'],
  customer: ['customers', 'customer', 'zákazníci', 'zákazník'],
  former: ['former', 'former customers', 'bývalí', 'bývalí zákazníci'],
} as const;

export const companiesCommand: CrmCommand = {
  key: 'companies',
  words: { en: ['companies'], cs: ['firmy'], sk: ['firmy'] },
  help: (t) => t.companyList.help,
  async handle({ ctx, reader, say }, text) {
    await say(await readCompanyList(ctx, { ...filterSaid(ctx, text), offset: 0 }, reader));
  },
};

/** `moje`, `všechny zákazníci`, `bývalí mosty`: words of the list in any order, the rest is looked for. */
export function filterSaid(ctx: Ctx, text: string): CompanyFilter {
  let rest = cleanLine(text);
  let whose: 'all' | 'mine' | null = null;
  let lifeCycle: LifeCycle | null = null;
  for (;;) {
    const said = matchSubcommand(rest, words);
    if (said.key === null) break;
    if (said.key === 'all' || said.key === 'mine') whose = said.key;
    else lifeCycle = said.key;
    rest = said.rest;
  }
  whose ??= rest || lifeCycle ? 'all' : 'mine';
  return { ownerId: whose === 'mine' ? actorId(ctx) : null, lifeCycle, text: plain(rest) };
}

/** It stands in an action's id, after a `#`. */
const plain = (text: string): string => cut(text.replaceAll('#', ' ').trim(), 60);

export async function readCompanyList(ctx: Ctx, meta: CompanyListMeta, reader: Reader): Promise<Message> {
  const me = actorId(ctx) as PersonId;
  const { companies, total } = await listCompanies(ctx, meta, { limit: pageSize, offset: meta.offset });
  const ids = [...companies.map(({ ownerId }) => ownerId), meta.ownerId].flatMap((id) => id ?? []);
  const owners = await namesOf(ctx.db, [...new Set(ids)]);
  return companyList({ meta, companies, total, owners, me }, reader);
}

export function registerCompanyLists(on: Handlers): void {
  on.action(companiesPage, async (request) =>
    request.replace(await readCompanyList(request.ctx, request.value, request.reader)),
  );
  on.choice(filterListOwner, (request) =>
    refilter(request, { ownerId: request.value === 'all' ? null : (Number(request.value) as PersonId) }),
  );
  on.choice(filterListCycle, (request) =>
    refilter(request, { lifeCycle: request.value === 'all' ? null : (request.value as LifeCycle) }),
  );
}

async function refilter(
  request: ActionRequest<string | null>,
  change: Partial<CompanyFilter>,
): Promise<void> {
  const meta = { ...filterOf(request.suffix), ...change, offset: 0 };
  await request.replace(await readCompanyList(request.ctx, meta, request.reader));
}
