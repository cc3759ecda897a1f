import { block } from './blocks.ts';
import { limits } from './limits.ts';
import { complain, inside, isJson, listOf, type Place, type Problem, startAt, typeOf } from './report.ts';
import { byType, type Check, type Checks, flag, list, type Rule, text, typed } from './shape.ts';
import { plainText } from './text.ts';
import { allBlocks, checkFocus, checkIds } from './whole.ts';

const blocks: Check = list(block, 1, limits.view.blocks);

// Slack hands these three out as '' when they were never set, and takes them back so.
const carried: Checks = {
  private_metadata: text(0, limits.view.privateMetadata),
  callback_id: text(0, limits.id),
  external_id: text(0, limits.id),
};

const submitForInputs: Rule = (view, at) => {
  if (Object.hasOwn(view, 'submit')) return;
  const input = listOf(view.blocks).findIndex((each) => typeOf(each) === 'input');
  if (input === -1) return;
  complain(inside(at, 'blocks', input, 'input'), 'must define `submit` to use an `input` block in modals');
};

const views: Check = byType({
  home: typed({ blocks }, carried),
  modal: typed(
    { title: plainText(limits.view.title), blocks },
    {
      ...carried,
      close: plainText(limits.view.button),
      submit: plainText(limits.view.button),
      clear_on_close: flag,
      notify_on_close: flag,
    },
    submitForInputs,
  ),
});

/** Problems of a view as it arrived, already parsed. Pointers begin with `/view`. */
export function viewProblems(view: unknown): Problem[] {
  const at: Place = startAt('/view', typeOf(view) === 'home' ? 'home' : 'modal', 'invalid_arguments');
  const bytes = Buffer.byteLength(JSON.stringify(view ?? null));
  if (bytes > limits.view.bytes) {
    return [{ error: 'view_too_large', message: `view is ${bytes} bytes, ${limits.view.bytes} allowed` }];
  }
  views(view, at);
  const found = allBlocks(isJson(view) ? view.blocks : [], inside(at, 'blocks'));
  checkIds(found);
  checkFocus(found);
  return at.problems;
}
