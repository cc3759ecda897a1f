/** What stands behind a company's window: where values come from, what changed, its parent. */
import { listEvents } from '../../events/record.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { alertView } from '../../slack/standing.ts';
import { Ico } from '../registers/model.ts';
import { askTaxNumber } from '../registers/personal-number.ts';
import { openParent, revealTaxNumber, showChanges, showSources } from './buttons.ts';
import { readCompanyWindow } from './card.ts';
import { changesModal, sourcesModal } from './history-views.ts';
import { namesIn } from './names.ts';
import { getCompany, revealDic } from './service.ts';
import { listSources } from './source-store.ts';
import { companyModal } from './window-views.ts';

const pageSize = 15;

export function registerCardHandlers(on: Handlers): void {
  on.action(openParent, (request) =>
    request.open(async () =>
      companyModal(await readCompanyWindow(request.ctx, request.value), request.reader),
    ),
  );

  on.action(showSources, (request) =>
    request.open(async () => {
      const { ctx, reader, value } = request;
      const company = await getCompany(ctx, value);
      const sources = await listSources(ctx, value);
      const people = [...sources.values()].map(({ byId }) => ({ field: '', from: null, to: null, by: byId }));
      const names = await namesIn(ctx, [
        ...people,
        { field: 'ownerId', from: null, to: company.ownerId, by: null },
        { field: 'parentId', from: null, to: company.parentId, by: null },
      ]);
      return sourcesModal(company, sources, names, reader);
    }),
  );

  on.action(showChanges, async (request) => {
    const { ctx, reader, value, view } = request;
    const make = async () => {
      const company = await getCompany(ctx, value.id);
      const subject = { kind: 'company' as const, id: value.id };
      const events = await listEvents(ctx, subject, pageSize + 1, { before: value.before });
      const shown = events.slice(0, pageSize);
      const changes = shown.flatMap(({ details, actorId }) =>
        Object.entries(details as Record<string, { from?: unknown; to?: unknown } | null>).map(
          ([field, change]) => ({ field, from: change?.from, to: change?.to, by: actorId }),
        ),
      );
      const told = shown.map(({ actorId }) => ({ field: '', from: null, to: null, by: actorId }));
      const more = events.length > pageSize ? (shown.at(-1) ?? null) : null;
      return changesModal(company, shown, more, await namesIn(ctx, [...changes, ...told]), reader);
    };
    if (value.before && view?.type === 'modal') await request.update(await make());
    else await request.open(make);
  });

  // The number is said to the one who asked and nowhere else; that they asked is remembered.
  on.action(revealTaxNumber, async (request) => {
    const { ctx, t, value } = request;
    const { ico } = await getCompany(ctx, value);
    const typed = await revealDic(ctx, value);
    // A window: what a message says Slack keeps and finds.
    await request.open(async () => {
      const asked = typed?.includes('•') && ico ? await askTaxNumber(ctx, Ico.parse(ico)) : null;
      const number = asked?.kind === 'found' ? asked.dic : typed?.includes('•') ? null : typed;
      return alertView(t, number ? t.companyCard.dicIs(number) : t.companyCard.dicUnknown);
    });
  });
}
