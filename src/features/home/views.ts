/** A person's day: what is due, their deals by deadline, what waits for them, and the whole pipeline. */
import type { HomeView, KnownBlock } from '@slack/types';
import { formatWeekday } from '../../i18n/format.ts';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, context, divider, esc, header, lineOf, section } from '../../slack/blocks.ts';
import { button } from '../../slack/ids.ts';
import { logAbout } from '../activities/buttons.ts';
import { openDeal, startDeal } from '../deals/buttons.ts';
import { type Deal, isOverdue } from '../deals/model.ts';
import { deadlineOf, stepRow, titleOf } from '../reports/deal-lines.ts';
import { pipelineTable } from '../reports/pipeline-views.ts';
import { headline } from '../watching/views.ts';
import { type Home, pageSize } from './content.ts';

export const companyFromHome = button<null>('home.company');
export const findFromHome = button<null>('home.find');
export const settingsFromHome = button<null>('home.settings');
/** knows of the nudges, and the Home without them is there at once */
export const knowFromHome = button<number[]>('home.know');
export const turnHome = button<{ offset: number }>('home.page');

export function homeView(home: Home, reader: Reader): HomeView {
  const isEmpty = home.due.total + home.mine.total + home.steps.total + home.nudges.length === 0;
  const blocks = isEmpty
    ? firstSteps(home, reader)
    : [mainButtons(reader), ...today(home, reader), ...mine(home, reader)];
  return {
    type: 'home',
    blocks: [
      ...blocks,
      ...(isEmpty ? home.today.flatMap((part) => part(reader)) : []),
      ...home.after.flatMap((part) => part(reader)),
      ...pipeline(home, reader),
    ],
  };
}

const mainButtons = ({ t }: Reader) => {
  const words = t.home.buttons;
  return actions([
    startDeal.make(words.deal, {}, { style: 'primary' }),
    logAbout.make(words.log, { target: null }),
    companyFromHome.make(words.company, null),
    findFromHome.make(words.find, null),
    settingsFromHome.make(words.settings, null),
  ]);
};

/** Nothing yet: what to do first, each with its button. */
function firstSteps({ person }: Home, reader: Reader): KnownBlock[] {
  const { t } = reader;
  const { buttons, steps } = t.home;
  return [
    section(t.home.welcome(esc(person.name))),
    section(steps.deal, startDeal.make(buttons.deal, {}, { style: 'primary' })),
    section(steps.company, companyFromHome.make(buttons.company, null)),
    section(steps.log, logAbout.make(buttons.log, { target: null })),
    actions([findFromHome.make(buttons.find, null), settingsFromHome.make(buttons.settings, null)]),
  ];
}

function today(home: Home, reader: Reader): KnownBlock[] {
  const { t } = reader;
  const missed = home.due.deals.filter((deal) => isOverdue(deal, reader.now));
  const due = home.due.deals.filter((deal) => !isOverdue(deal, reader.now));
  const overdue = home.steps.deals.filter((deal) => (deal.nextStep?.on ?? '') < reader.today);
  const steps = home.steps.deals.filter((deal) => deal.nextStep?.on === reader.today);
  const bid = (deal: Deal) => bidRow(deal, reader);
  const step = (deal: Deal) => stepRow(deal, null, reader);
  const blocks = [
    ...part(t.home.bidsMissed, missed, bid, reader),
    ...part(t.home.bidsToday, due, bid, reader),
    ...more(home.due, t.home.moreBids),
    ...part(t.home.stepsOverdue, overdue, step, reader),
    ...part(t.home.stepsToday, steps, step, reader),
    ...more(home.steps, t.home.moreSteps),
    ...nudges(home, reader),
    ...home.today.flatMap((waiting) => waiting(reader)),
  ];
  return [
    header(t.home.today(formatWeekday(reader.language, reader.today))),
    ...(blocks.length > 0 ? blocks : [section(t.home.calm)]),
  ];
}

function nudges({ nudges: cards }: Home, reader: Reader): KnownBlock[] {
  const { t } = reader;
  if (cards.length === 0) return [];
  return [
    section(bold(t.home.nudges)),
    ...cards.flatMap((card) => {
      const told = card.nudges.map((nudge) => nudge.id);
      return [
        section(esc(cut(headline(card, reader), 300))),
        actions([
          knowFromHome.make(t.watching.know, told, { suffix: told[0] as number }),
          openDeal.make(t.common.open, card.deal.id),
        ]),
      ];
    }),
  ];
}

const more = ({ deals, total }: Home['due'], say: (n: number) => string): KnownBlock[] =>
  total > deals.length ? [context(say(total - deals.length))] : [];

const part = (title: string, deals: Deal[], row: (deal: Deal) => string, reader: Reader): KnownBlock[] =>
  deals.length === 0
    ? []
    : [
        section(bold(title)),
        ...deals.map((deal) => section(row(deal), openDeal.make(reader.t.common.open, deal.id))),
      ];

const bidRow = (deal: Deal, reader: Reader): string =>
  lineOf(
    '\n',
    bold(esc(titleOf(deal))),
    lineOf(
      ' · ',
      deal.bidDeadline &&
        !deal.submitted &&
        `${isOverdue(deal, reader.now) ? '⚠️' : '⏰'} ${deadlineOf(deal.bidDeadline, reader)}`,
      reader.t.deals.stages[deal.stage] ?? deal.stage,
      deal.value && reader.money(deal.value),
    ),
  );

function mine({ mine: { deals, total }, due, offset }: Home, reader: Reader): KnownBlock[] {
  const { t } = reader;
  if (total === 0 && due.total > 0) return [];
  const last = offset + deals.length;
  const paging = [
    ...(offset > 0
      ? [turnHome.make(t.common.previous, { offset: Math.max(0, offset - pageSize) }, { suffix: 'p' })]
      : []),
    ...(last < total ? [turnHome.make(t.common.next, { offset: last }, { suffix: 'n' })] : []),
  ];
  return [
    header(t.home.mine),
    ...(deals.length === 0 ? [section(t.home.noneMine)] : []),
    ...deals.map((deal) => section(bidRow(deal, reader), openDeal.make(t.common.open, deal.id))),
    ...(paging.length > 0 ? [context(t.common.page(offset + 1, last, total)), actions(paging)] : []),
  ];
}

const pipeline = ({ pipeline: { pipeline: all, authors } }: Home, reader: Reader): KnownBlock[] =>
  all.count === 0 ? [] : [divider(), header(reader.t.home.pipeline), ...pipelineTable(all, authors, reader)];
