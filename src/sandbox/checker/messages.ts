import { block } from './blocks.ts';
import { codePoints } from './length.ts';
import { limits } from './limits.ts';
import { complain, inside, isJson, type Place, type Problem, startAt } from './report.ts';
import { type Check, list } from './shape.ts';
import { allBlocks, checkFocus, checkIds, checkTotals, type Found } from './whole.ts';

export type Message = { blocks?: unknown; text?: unknown; markdown_text?: unknown; attachments?: unknown };

const blocks: Check = list(block, 0, limits.message.blocks);

/** Problems of a message as it arrived, `blocks` and `attachments` already parsed. */
export function messageProblems(message: Message): Problem[] {
  const at = startAt('', 'message', 'invalid_blocks');
  checkTexts(message, at);
  const found = [...checkBlocks(message.blocks, inside(at, 'blocks')), ...checkAttachments(message, at)];
  checkIds(found);
  checkFocus(found);
  checkTotals(found, at);
  return at.problems;
}

function checkTexts(message: Message, at: Place): void {
  const { text, markdown_text: markdown } = message;
  for (const [name, value, max] of [
    ['text', text, limits.message.text],
    ['markdown_text', markdown, limits.message.markdown],
  ] as const) {
    const here = inside(at, name);
    if (isAbsent(value)) continue;
    if (typeof value !== 'string') complain({ ...here, error: 'invalid_arguments' }, 'must provide a string');
    else if (codePoints(value) > max) {
      complain({ ...here, error: 'msg_too_long' }, `must be less than ${max + 1} characters`);
    }
  }
  if (!isAbsent(markdown) && !(isEmpty(text) && isEmpty(message.blocks))) {
    const here = { ...inside(at, 'markdown_text'), error: 'markdown_text_conflict' as const };
    complain(here, 'cannot be used together with `text` or `blocks`');
  }
  if ([text, markdown, message.blocks, message.attachments].every(isEmpty)) {
    at.problems.push({ error: 'no_text', message: 'no message text provided' });
  }
}

function checkBlocks(value: unknown, at: Place): Found[] {
  if (isAbsent(value)) return [];
  if (Array.isArray(value)) blocks(value, at);
  else complain({ ...at, error: 'invalid_blocks_format' }, 'must provide an array');
  return allBlocks(value, at);
}

function checkAttachments(message: Message, root: Place): Found[] {
  const { attachments } = message;
  const at: Place = { ...inside(root, 'attachments'), error: 'invalid_attachments' };
  if (isAbsent(attachments)) return [];
  if (!Array.isArray(attachments)) {
    complain(at, 'must provide an array');
    return [];
  }
  if (attachments.length > limits.message.attachments) {
    complain(
      { ...at, error: 'too_many_attachments' },
      `no more than ${limits.message.attachments} items allowed`,
    );
  }
  return attachments.flatMap((attachment, index) => checkAttachment(attachment, inside(at, index)));
}

// The older fields of an attachment are not looked at: Slack takes them as they come.
function checkAttachment(attachment: unknown, at: Place): Found[] {
  if (isJson(attachment)) return checkBlocks(attachment.blocks, inside(at, 'blocks'));
  complain(at, 'must provide an object');
  return [];
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return isAbsent(value) || (Array.isArray(value) && value.length === 0);
}
