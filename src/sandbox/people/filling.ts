import { type Instant, millis } from '../../lib/time.ts';
import { SlackFailure } from '../failures.ts';
import type { Fill, Label, Option, RestValue, Upload, User } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { type Element, optionsOf } from '../views/elements.ts';
import { findChannel, findUser } from '../workspace/world.ts';
import { type Aim, suggest } from './actions.ts';
import { findOption } from './find.ts';
import { upload } from './writing.ts';

/** From words to what Slack sends. @throws SlackFailure not_found when an option is not offered */
export async function valueFrom(
  slack: Slack,
  user: User,
  element: Element,
  aim: Aim,
  fill: Fill,
): Promise<RestValue> {
  if (fill === null || fill === '') return null;
  const kind = element.type.replace(/^multi_/, '');
  const several = Array.isArray(fill);
  switch (kind) {
    case 'file_input':
      return (fill as Upload[]).map((one) => upload(slack, user, one).id);
    case 'external_select': {
      const wanted = several ? (fill as string[]) : [fill as string];
      const options: Option[] = [];
      for (const one of wanted) options.push(await suggested(slack, user, aim, one));
      return several || element.type.startsWith('multi_') ? options : (options[0] ?? null);
    }
    case 'users_select':
      return map(fill, (one) => findUser(slack.world, one).id);
    case 'channels_select':
    case 'conversations_select':
      return map(fill, (one) => findChannel(slack.world, one)?.id ?? findUser(slack.world, one).id);
    case 'static_select':
    case 'radio_buttons':
    case 'checkboxes':
    case 'overflow':
      return map(asList(element, fill), (one) => optionValue(element, one));
    case 'datetimepicker':
      return typeof fill === 'number' ? fill : Math.floor(millis(fill as Instant) / 1000);
    default:
      return fill as string | number;
  }
}

const asList = (element: Element, fill: Fill): Fill =>
  (element.type === 'checkboxes' || element.type.startsWith('multi_')) && !Array.isArray(fill)
    ? [String(fill)]
    : fill;

function map(fill: Fill, one: (text: string) => string): string | string[] {
  return Array.isArray(fill) ? (fill as string[]).map(one) : one(String(fill));
}

function optionValue(element: Element, label: string): string {
  const options = optionsOf(element);
  const option = findOption(options, label) ?? options.find((one) => one.value === label);
  if (option) return option.value;
  const there = options.map((one) => `"${one.text.text}"`).join(', ');
  throw new SlackFailure('not_found', `There is no option "${label}"; there is: ${there}`);
}

async function suggested(
  slack: Slack,
  user: User,
  aim: Aim,
  wanted: string | { query: string; pick: Label },
): Promise<Option> {
  const { query, pick } = typeof wanted === 'string' ? { query: wanted, pick: wanted } : wanted;
  const groups = await suggest(slack, user, aim, query);
  const options = groups.flatMap((group) => group.options);
  const option = findOption(options, pick);
  if (option) return option;
  const there = options.map((one) => `"${one.text.text}"`).join(', ') || 'nothing';
  throw new SlackFailure('not_found', `Typing "${query}" offers no "${pick}"; it offers: ${there}`);
}
