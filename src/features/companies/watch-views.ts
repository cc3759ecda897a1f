/** What registers say anew of a company, and too many such news at once. */
import type { Reader } from '../../i18n/reader.ts';
import type { Instant } from '../../lib/time.ts';
import {
  actions,
  bold,
  context,
  esc,
  lineOf,
  type Message,
  section,
  sectionsOf,
} from '../../slack/blocks.ts';
import { short } from '../deals/lines.ts';
import { dropHeld, openCompany, tellHeld } from './buttons.ts';
import { standingBlocks } from './differences-views.ts';
import { fieldLabel, fieldText, noNames } from './field-words.ts';
import type { Company } from './model.ts';
import type { Standing } from './provenance.ts';
import type { FactChange } from './watch-facts.ts';

/** Bad news first, one line each; what has to be decided stands under it. */
export function changedCard(
  company: Company,
  changes: (FactChange & { foundAt: Instant })[],
  standing: Standing | null,
  reader: Reader,
): Message {
  const { t } = reader;
  const text = t.companyWatch.changed(short(company.name, 150));
  const lines = changes.map((change) => changeLine(change, reader));
  const last = changes.at(-1);
  return {
    text,
    blocks: [
      section([bold(text), ...lines].join('\n'), openCompany.make(t.common.open, company.id)),
      ...standingBlocks(company, standing, reader),
      ...(last ? [context(t.companyWatch.twice(reader.age(last.foundAt)))] : []),
    ],
  };
}

export function changeLine({ field, from, to }: FactChange, reader: Reader): string {
  const { t, date } = reader;
  const words = t.companyWatch;
  switch (field) {
    case 'insolvency':
      return to === null ? `✅ ${words.insolvencyOver}` : `🚨 ${words.insolvent(esc(String(to)))}`;
    case 'unreliable':
      if (to === null) return `✅ ${words.reliableAgain}`;
      return `⚠️ ${t.official.unreliable(isDay(to) ? date(to) : null)}`;
    case 'inLiquidation':
      return to ? `⚠️ ${words.inLiquidation}` : `✅ ${words.liquidationOver}`;
    case 'dissolvedOn':
      return to === null ? words.livesAgain : `⚠️ ${t.registers.states.dissolved(isDay(to) ? date(to) : '')}`;
    case 'vat':
      return words.line(words.vat, vatText(from, reader), vatText(to, reader));
    case 'executives':
      return executivesLine(from, to, reader);
    default: {
      const value = (one: unknown) => esc(fieldText(field, one, noNames, reader));
      return words.line(fieldLabel(field, reader), value(from), value(to));
    }
  }
}

const isDay = (value: unknown): value is never =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

function vatText(kind: unknown, { t }: Reader): string {
  if (kind === 'valid' || kind === 'notValid') return t.companyWatch.vies[kind];
  return (t.official.vat as Record<string, string>)[String(kind)] ?? '–';
}

/** Who came and who left: the rest of the board is no news. */
function executivesLine(from: unknown, to: unknown, { t }: Reader): string {
  const [before, after] = [(from ?? []) as string[], (to ?? []) as string[]];
  const names = (list: string[]) => esc(short(list.join(', '), 300));
  const came = after.filter((name) => !before.includes(name));
  const left = before.filter((name) => !after.includes(name));
  return lineOf(
    ' · ',
    bold(t.companies.fields.executives),
    came.length > 0 && t.companyWatch.came(names(came)),
    left.length > 0 && t.companyWatch.left(names(left)),
  );
}

export interface Held {
  night: string;
  checked: number;
  changed: number;
  /** the first few */
  companies: { name: string; changes: FactChange[] }[];
}

/** To admins: so many at once are more likely the register's mistake than news. */
export function heldCard(held: Held, reader: Reader): Message {
  const { t } = reader;
  const words = t.companyWatch;
  const text = words.held(held.changed, held.checked);
  return {
    text,
    blocks: [
      section(`⚠️ ${text}`),
      ...sectionsOf([words.forExample, ...held.companies.map((company) => heldLine(company, reader))]),
      actions([tellHeld.make(words.tell, held.night), dropHeld.make(words.drop, held.night)]),
    ],
  };
}

/** `• Mosty Morava, a.s.: Sídlo: Příční 5 → Nová 8` */
const heldLine = ({ name, changes }: Held['companies'][number], reader: Reader): string =>
  `• ${short(name, 120)}: ${changes.map((change) => changeLine(change, reader)).join(' · ')}`;

export const heldAnswered = (answer: 'told' | 'dropped' | 'before', { t }: Reader): Message => {
  const text = t.companyWatch.answered[answer];
  return { text, blocks: [section(text)] };
};
