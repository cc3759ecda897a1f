import { isAdmin } from '../../access/policy.ts';
import { refuse } from '../../lib/errors.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { Opening, Request } from '../../slack/requests.ts';
import { matchSubcommand } from '../../slack/subcommands.ts';
import { chooseWhat, chooseWho, exportForm, openExport } from './buttons.ts';
import { type ExportKind, isExporters, isExportKind, type Wanted } from './model.ts';
import { assertExports, chooseExporters, exportData, exportersNow, listPastExports } from './service.ts';
import { type ExportRules, exportModal, onTheWayModal, wantedIn } from './views.ts';

const words: Record<ExportKind, string[]> = {
  deals: ['deals', 'deal', 'příležitosti', 'obchody', 'zakázky', 'príležitosti', 'zákazky'],
  companies: ['companies', 'company', 'customers', 'firmy', 'firma', 'zákazníci', 'zákazníkov'],
  contacts: ['contacts', 'contact', 'kontakty', 'kontakt', 'lidé', 'ľudia'],
  leads: ['leads', 'lead', 'leady'],
  activities: ['activities', 'activity', 'aktivity', 'aktivita', 'zápisy', 'historie', 'história'],
};

export const exportCommand: CrmCommand = {
  key: 'export',
  words: {
    en: ['export'],
    cs: ['export', 'exportovat', 'stáhnout'],
    sk: ['export', 'exportovať', 'stiahnuť'],
  },
  help: (t) => t.exports.help,
  async handle(request, text) {
    const { key } = matchSubcommand(text, words);
    await openForm(request, key ? { what: key } : {});
  },
};

async function openForm(request: Request & Opening, start: Partial<Wanted>): Promise<void> {
  await assertExports(request.ctx);
  await request.open(async () => exportModal(start, await rulesFor(request), request.reader));
}

async function rulesFor({ ctx }: Request): Promise<ExportRules | null> {
  if (!isAdmin(ctx)) return null;
  return { who: await exportersNow(ctx), past: await listPastExports(ctx, 5) };
}

export function registerExportHandlers(on: Handlers): void {
  on.action(openExport, (request) => openForm(request, request.value));

  on.choice(chooseWhat, async (request) => {
    if (!isExportKind(request.value)) return;
    const { whose, format } = wantedIn(request.form);
    const start = { what: request.value, whose, format };
    await request.update(exportModal(start, await rulesFor(request), request.reader));
  });

  on.choice(chooseWho, async (request) => {
    if (!isExporters(request.value)) return refuse('notFound', { what: 'field' });
    await chooseExporters(request.ctx, request.value);
    await request.update(exportModal(wantedIn(request.form), await rulesFor(request), request.reader));
  });

  on.submit(exportForm, async ({ ctx, form, reader }) => {
    await exportData(ctx, wantedIn(form));
    return { update: onTheWayModal(reader) };
  });
}
