import { sum } from './length.ts';
import { limits } from './limits.ts';
import { optionGroups, plainOption } from './options.ts';
import { complain, isJson, listOf, type Problem, startAt } from './report.ts';
import { type Check, eitherOf, list, record } from './shape.ts';

// No match is a good answer, so here the lists may be empty.
const answer: Check = record(
  {},
  { options: list(plainOption, 0, limits.select.options), option_groups: groups },
  eitherOf('options', 'option_groups'),
);

/** Problems of an answer to a type-ahead select, already parsed. Pointers begin with `/options` or `/option_groups`. */
export function answerProblems(response: unknown): Problem[] {
  const at = startAt('', 'modal', 'invalid_arguments');
  answer(response, at);
  return at.problems;
}

function groups(value: unknown, at: Parameters<Check>[1]): void {
  if (Array.isArray(value) && value.length === 0) return;
  optionGroups(value, at);
  const count = sum(listOf(value).map((group) => (isJson(group) ? listOf(group.options).length : 0)));
  if (count > limits.select.options) complain(at, `no more than ${limits.select.options} items allowed`);
}
