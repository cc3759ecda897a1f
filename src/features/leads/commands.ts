/** `/crm leads` lists, `/crm lead` makes one or finds one. */
import { findPerson } from '../../access/people.ts';
import { isAdmin } from '../../access/policy.ts';
import type { Reader } from '../../i18n/reader.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Message } from '../../slack/blocks.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import type { Opening, Place, Request } from '../../slack/requests.ts';
import { matchSubcommand } from '../../slack/subcommands.ts';
import { readFormFields } from '../fields/form-service.ts';
import type { ListMeta, NewLeadStart } from './buttons.ts';
import { ownersOf, readLeadCard } from './card.ts';
import { leadFormModal, newLeadMeta } from './form.ts';
import { foundLeads, leadList } from './list-views.ts';
import { type LeadClass, type LeadFilter, leadClasses, pageSize } from './model.ts';
import { listRota, nextInRota } from './rota.ts';
import { listLeads, searchLeads } from './service.ts';
import { leadCard } from './views.ts';

const shown = 10;

const listWords = {
  all: ['all', 'everybody', 'všechny', 'všech', 'všetky', 'všetkých'],
  mine: ['mine', 'my', 'moje'],
  new: ['new', 'nové', 'nový'],
  working: ['working', 'rozpracované', 'rozpracovaný'],
  converted: ['converted', 'převedené', 'prevedené'],
  disqualified: ['disqualified', 'vyřazené', 'vyradené'],
} as const;

export const leadsCommand: CrmCommand = {
  key: 'leads',
  words: { en: ['leads'], cs: ['leady'], sk: ['leady'] },
  help: (t) => t.leads.list.help,
  async handle({ ctx, reader, say }, text) {
    await say(await readList(ctx, { ...filterSaid(ctx, text), offset: 0 }, reader));
  },
};

/** `/crm leads`, `/crm leads všechny`, `/crm leads A`, `/crm leads vyřazené` */
function filterSaid(ctx: Ctx, text: string): LeadFilter {
  const me = actorId(ctx);
  const grade = leadClasses.find((one) => one.toLowerCase() === text.trim().toLowerCase()) ?? null;
  if (grade) return { ownerId: null, state: 'open', class: grade as LeadClass };
  const { key } = matchSubcommand(text, listWords);
  if (key === null || key === 'mine') return { ownerId: me, state: 'open', class: null };
  if (key === 'all') return { ownerId: null, state: 'open', class: null };
  return { ownerId: null, state: key, class: null };
}

export async function readList(ctx: Ctx, meta: ListMeta, reader: Reader): Promise<Message> {
  const me = actorId(ctx) as PersonId;
  const { leads, total } = await listLeads(ctx, meta, { limit: pageSize, offset: meta.offset }, me);
  const [owners, rota, person] = await Promise.all([
    ownersOf(ctx, leads),
    listRota(ctx),
    findPerson(ctx.db, me),
  ]);
  if (meta.ownerId !== null && !owners.has(meta.ownerId)) {
    const owner = await findPerson(ctx.db, meta.ownerId);
    if (owner) owners.set(owner.id, owner.name);
  }
  const inRota = rota.some(({ id }) => id === me);
  const arranges = isAdmin(ctx) || person?.isSalesLead === true;
  return leadList({ meta, leads, total, owners, me, inRota, arranges }, reader);
}

const newWords = {
  new: ['new', 'create', 'nový', 'nova', 'založit', 'založiť', 'přidat', 'pridať', 'zapsat', 'zapísať'],
};

export const leadCommand: CrmCommand = {
  key: 'lead',
  words: { en: ['lead'], cs: ['lead'], sk: ['lead'] },
  help: (t) => t.leads.list.helpOne,
  async handle(request, text) {
    const { ctx, reader, say } = request;
    const said = matchSubcommand(text, newWords);
    if (!text || said.key === 'new')
      return openLeadForm(request, said.key === 'new' && said.rest ? { name: said.rest } : {});
    const leads = await searchLeads(ctx, text, shown);
    const [only] = leads;
    if (only && leads.length === 1) return say(leadCard(await readLeadCard(ctx, only.id), reader));
    await say(foundLeads(leads, await ownersOf(ctx, leads), text, reader));
  },
};

/** @param place the card from which it was begun */
export const openLeadForm = (
  request: Request & Opening,
  start: NewLeadStart,
  place: Place = {},
): Promise<void> =>
  request.open(async () => {
    const next = await nextInRota(request.ctx);
    const own = await readFormFields(request.ctx, 'lead', null);
    const around = { me: request.person.slackId, next: next?.name ?? null, own };
    return leadFormModal(newLeadMeta(start, place), null, around, request.reader);
  });
