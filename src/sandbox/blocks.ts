import { checkMessage, checkOptions, checkView } from './checker/check.ts';
import { ApiError } from './failures.ts';
import type { Option, OptionGroup, TextObject } from './protocol.ts';

/** The door every block and view passes, in the words of Slack's refusals. */

/** @throws ApiError invalid_blocks and the like, with response_metadata.messages */
export function checkedMessage(payload: Record<string, unknown>): void {
  refuse(checkMessage(payload));
}

/** @throws ApiError invalid_arguments, view_too_large... */
export function checkedView(view: Record<string, unknown>, type: 'modal' | 'home'): void {
  if (typeof view !== 'object' || view === null || view.type !== type) {
    throw new ApiError('invalid_arguments', {
      response_metadata: { messages: [`[ERROR] view must be of type "${type}" [json-pointer:/view/type]`] },
    });
  }
  refuse(checkView(view));
}

/** The answer to a type-ahead, without groups as one group with no label. @throws Error saying what is wrong */
export function checkedOptions(answer: Record<string, unknown>): OptionGroup[] {
  const wrong = checkOptions(answer);
  if (wrong[0]) throw new Error(wrong.map((one) => one.message).join('; '));
  if (Array.isArray(answer.option_groups)) {
    const groups = answer.option_groups as { label: TextObject; options: Option[] }[];
    return groups.map((group) => ({ label: group.label.text, options: group.options }));
  }
  const options = (answer.options as Option[] | undefined) ?? [];
  return options.length ? [{ label: '', options }] : [];
}

function refuse(wrong: { error: string; message: string }[]): void {
  const first = wrong[0];
  if (!first) return;
  const messages = wrong.map((one) => `[ERROR] ${one.message}`);
  throw new ApiError(first.error, { response_metadata: { messages } });
}
