import type { Reader } from '../../../i18n/reader.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { Handlers } from '../../../slack/handlers.ts';
import { type About, readTarget, type Target } from '../../activities/target.ts';
import { getCompany } from '../../companies/service.ts';
import { dealNumber } from '../../deals/model.ts';
import { getDeal } from '../../deals/service.ts';
import { leadName } from '../../leads/model.ts';
import { getLead } from '../../leads/service.ts';
import { sortSeveral as severalButton } from '../buttons.ts';
import { undoneWindow } from './move-windows.ts';
import { listSenders, type SeveralWhat, sortSeveral, undoSeveral } from './several.ts';
import {
  goOnWithSeveral,
  type SeveralMore,
  severalDone,
  severalForm,
  severalModal,
  undoAllSeveral,
} from './several-windows.ts';

export function registerSeveralHandlers(on: Handlers): void {
  on.action(severalButton, (request) =>
    request.open(async () => severalModal(await listSenders(request.ctx), request.reader)),
  );
  on.submit(severalForm, async ({ ctx, form, meta, reader }) => {
    const what = (form.choice('what') ?? 'file') as SeveralWhat;
    const isFiled = what === 'file' || what === 'contacts';
    const place = isFiled ? (form.choice('place') as Target | null) : null;
    const more = { patterns: form.choices('from'), what, place, ...meta, done: [], mails: 0 };
    return { update: await sort(ctx, more, reader) };
  });
  on.action(goOnWithSeveral, async ({ ctx, value, reader, update }) =>
    update(await sort(ctx, value, reader)),
  );
  on.action(undoAllSeveral, async ({ ctx, value, reader, update }) => {
    await undoSeveral(ctx, value.decisions);
    await update(undoneWindow(value.email, reader));
  });
}

async function sort(ctx: Ctx, more: SeveralMore, reader: Reader) {
  const { patterns, what, whose } = more;
  const about = readTarget(more.place);
  const done = await sortSeveral(ctx, { patterns, what, about, whose });
  const name = about && (await nameOf(ctx, about));
  return severalDone(
    done,
    { ...more, done: [...more.done, done.decision], mails: more.mails + done.mails },
    name,
    reader,
  );
}

async function nameOf(ctx: Ctx, { dealId, companyId, leadId }: About): Promise<string> {
  if (dealId !== null) return `${dealNumber(dealId)} · ${(await getDeal(ctx, dealId)).name}`;
  return companyId !== null ? (await getCompany(ctx, companyId)).name : leadName(await getLead(ctx, leadId));
}
