/** One deal on a line of a list, as digests and Home show it. */
import type { Reader } from '../../i18n/reader.ts';
import type { DealId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { localOf } from '../../lib/time.ts';
import { bold, esc, lineOf } from '../../slack/blocks.ts';
import { menu } from '../../slack/ids.ts';
import { openDeal } from '../deals/buttons.ts';
import { type Deadline, type Deal, dealNumber } from '../deals/model.ts';
import type { Names } from './content.ts';
import type { Move } from './moves.ts';

/** A button's worth of room for several deals: each entry opens its card, as the button would. */
export const openFrom = menu<DealId>(openDeal.id);
export const menuLimit = 5;

export const titleOf = (deal: Deal, limit = 70): string =>
  cut(`${dealNumber(deal.id)} · ${deal.name}`, limit);

/** The deadline on the reader's clock. */
export const deadlineOf = (deadline: Deadline, reader: Reader): string =>
  reader.nearTime(localOf(deadline.at, reader.zone));

const companyOf = (deal: Deal, names: Names): string | false => {
  const name = deal.companyId && names.companies.get(deal.companyId);
  return name ? esc(cut(name, 60)) : false;
};

const ownerOf = (deal: Deal, names: Names): string => esc(cut(names.people.get(deal.ownerId) ?? '?', 40));

/** `D-42 · Lávka` and under it `⏰ zítra ve 12:00 · Mostní stavby · 1 250 000 Kč · Eva` */
export const bidRow = (deal: Deal, names: Names, reader: Reader, mark = '⏰'): string =>
  lineOf(
    '\n',
    bold(esc(titleOf(deal))),
    lineOf(
      ' · ',
      deal.bidDeadline && `${mark} ${deadlineOf(deal.bidDeadline, reader)}`,
      companyOf(deal, names),
      deal.value && reader.money(deal.value),
      ownerOf(deal, names),
    ),
  );

/** @param names null: whose step it is goes without saying */
export const stepRow = (deal: Deal, names: Names | null, reader: Reader): string => {
  const step = deal.nextStep;
  const who = step && names?.people.get(step.ownerId);
  return lineOf(
    '\n',
    bold(esc(titleOf(deal))),
    lineOf(
      ' · ',
      step && esc(cut(step.text, 80)),
      step?.on && reader.t.reports.stepDue(reader.near(step.on)),
      who && esc(cut(who, 40)),
    ),
  );
};

/** `• D-42 · Lávka · Mostní stavby · 1 250 000 Kč · Eva` */
export const shortLine = (deal: Deal, names: Names, reader: Reader): string => {
  const { t } = reader;
  const reason = deal.closed?.reason && t.reports.reason(t.deals.reasons[deal.closed.reason]);
  return `• ${lineOf(
    ' · ',
    esc(titleOf(deal)),
    companyOf(deal, names),
    deal.value && reader.money(deal.value),
    reason,
    ownerOf(deal, names),
  )}`;
};

/** `• D-42 · Lávka: RFP → nabídka odevzdána · 1,2 mil. Kč → 1,3 mil. Kč · termín 15. 3. → 22. 3.` */
export function moveLine({ deal, stage, value, deadline }: Move, reader: Reader): string {
  const { t } = reader;
  const money = (amount: Deal['value']) => (amount ? reader.money(amount) : t.reports.noValue);
  const day = (one: Deadline | null) => (one ? deadlineOf(one, reader) : t.reports.noDeadline);
  const changes = lineOf(
    ' · ',
    stage && `${t.deals.stages[stage.from] ?? stage.from} → ${t.deals.stages[stage.to] ?? stage.to}`,
    value && `${money(value.from)} → ${money(value.to)}`,
    deadline && t.reports.deadline(day(deadline.from), day(deadline.to)),
  );
  return `• ${esc(titleOf(deal))}: ${changes}`;
}
