import { answerProblems } from './answers.ts';
import { type Message, messageProblems } from './messages.ts';
import type { Problem } from './report.ts';
import { viewProblems } from './views.ts';

export type { ErrorCode, Problem } from './report.ts';

/**
 * What Slack would refuse in a message; an empty list means it would be posted. The first problem's `error` is the
 * one Slack answers. Pointers begin with `/blocks`, `/text`, `/markdown_text` or `/attachments`.
 */
export function checkMessage(payload: Message): Problem[] {
  const sent = asSent(payload) as Message;
  return messageProblems({
    ...sent,
    blocks: fromForm(sent.blocks),
    attachments: fromForm(sent.attachments),
  });
}

/** What Slack would refuse in a view of type `modal` or `home`. Pointers begin with `/view`. */
export function checkView(view: unknown): Problem[] {
  return viewProblems(fromForm(asSent(view)));
}

/** What Slack would refuse in the answer to a type-ahead select: `options` or `option_groups`. */
export function checkOptions(response: unknown): Problem[] {
  return answerProblems(asSent(response));
}

/** The value as JSON carries it: fields that are undefined are not there at all. */
function asSent(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

// web-api sends a form, and in a form blocks, attachments and views are strings of JSON.
function fromForm(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
