import { SlackFailure } from '../failures.ts';
import type { Block, Label, Option } from '../protocol.ts';
import { elementsOf, isInteractive, type Located, optionsOf } from '../views/elements.ts';
import { namesOf, textsOf } from './reads.ts';

const buttonTypes = ['button', 'icon_button', 'feedback_buttons', 'workflow_button'];
const isButton = (found: Located) => buttonTypes.includes(found.element.type);

/** A button, or an overflow menu and its entry. @throws SlackFailure not_found, with what there is */
export function findButton(blocks: Block[], label: Label, near?: Label): { found: Located; option?: Option } {
  const all = elementsNear(blocks, near);
  const button = pick(all.filter(isButton), label, namesOf);
  if (button) return { found: button };
  for (const found of all.filter((one) => one.element.type === 'overflow')) {
    const option = findOption(optionsOf(found.element), label);
    if (option) return { found, option };
  }
  throw missing('button', label, all.flatMap(buttonNames));
}

const buttonNames = (found: Located): string[] => {
  if (found.element.type === 'overflow') return optionsOf(found.element).map((option) => option.text.text);
  return isButton(found) ? namesOf(found).slice(0, 1) : [];
};

/** Anything that holds a value, or a menu. @throws SlackFailure not_found */
export function findField(
  blocks: Block[],
  label: Label,
  { near, by = () => true }: { near?: Label; by?: (found: Located) => boolean } = {},
): Located {
  const all = elementsNear(blocks, near).filter(
    (one) => isInteractive(one.element) && !isButton(one) && by(one),
  );
  const found = pick(all, label, namesOf);
  if (!found)
    throw missing(
      'field',
      label,
      all.flatMap((one) => namesOf(one).slice(0, 1)),
    );
  return found;
}

/** Elements of the row whose words have `near`: a block and the text above it, up to the elements before. */
function elementsNear(blocks: Block[], near: Label | undefined): Located[] {
  if (near === undefined) return elementsOf(blocks);
  let above = '';
  return blocks.flatMap((block) => {
    const here = elementsOf([block]);
    const words = `${above}\n${textsOf(block).join('\n')}`;
    above = here.length > 0 ? '' : words;
    return (typeof near === 'string' ? words.includes(near) : near.test(words)) ? here : [];
  });
}

export const findOption = (options: Option[], label: Label): Option | undefined =>
  pick(options, label, (option) => [option.text.text]);

/** The first whose name is the label; else the first whose name has it without emoji and blanks around. */
function pick<T>(all: T[], label: Label, names: (one: T) => string[]): T | undefined {
  if (label instanceof RegExp) return all.find((one) => names(one).some((name) => label.test(name)));
  return (
    all.find((one) => names(one).includes(label)) ??
    all.find((one) => names(one).some((name) => bare(name) !== '' && bare(name) === bare(label)))
  );
}

/** A label without the emoji before it, the colon after it and special spaces. */
const bare = (text: string): string =>
  text
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replace(/^(:[\w+-]+:|\p{Extended_Pictographic}|\ufe0f|\u200d|\s)+/u, '')
    .replace(/[\s:*…]+$/u, '')
    .replace(/^\*/, '')
    .trim();

function missing(what: string, label: Label, there: string[]): SlackFailure {
  const seen = there.length > 0 ? there.map((name) => `"${name}"`).join(', ') : 'none';
  return new SlackFailure('not_found', `There is no ${what} "${label}" here; there is: ${seen}`);
}
