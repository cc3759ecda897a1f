import { ApiError, SlackFailure } from '../failures.ts';
import type { Block, Submitted, User, View } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { elementsOf } from '../views/elements.ts';
import { wrongFields } from '../views/required.ts';
import { closeAll, closeTop, pushModal, stackOf, updateModal, type ViewInput } from '../views/stack.ts';
import { common } from './payload.ts';
import { askApp, trouble } from './send.ts';

export interface SubmitResult {
  outcome: Submitted['outcome'];
  /** By block_id. */
  errors: Record<string, string>;
}

/** Presses the modal's submit. @throws SlackFailure when the app does not answer as Slack asks */
export async function submit(slack: Slack, user: User, viewId: string): Promise<SubmitResult> {
  const { world } = slack;
  const view = topView(slack, user, viewId);
  if (!view.submit) throw new SlackFailure('not_allowed', 'This modal has nothing to submit');
  if (view.submit_disabled) throw new SlackFailure('not_allowed', 'This form cannot be submitted yet');
  const wrong = wrongFields(view);
  if (Object.keys(wrong).length > 0) return showErrors(slack, view, wrong);
  giveFiles(slack, view);
  const of = `view_submission ${view.callback_id}`;
  try {
    const answer = await askApp(slack, 'interactive', of, {
      type: 'view_submission',
      ...common(slack, user),
      trigger_id: slack.triggers.make(user.id, { viewId: view.id }),
      view,
      response_urls: responseUrls(slack, user, view),
    });
    return obey(slack, user, view.id, answer, of);
  } catch (error) {
    if (error instanceof SlackFailure) {
      world.formErrors.set(view.id, { errors: {}, trouble: 'We had some trouble connecting. Try again?' });
      world.changes.tell('modals');
    }
    throw error;
  }
}

/** Files of a submitted form may be read by the app, though no channel has them. */
function giveFiles(slack: Slack, view: View): void {
  for (const state of Object.values(view.state.values).flatMap((block) => Object.values(block))) {
    for (const file of state.files ?? []) slack.world.givenToApp.add(file.id);
  }
}

function topView(slack: Slack, user: User, viewId: string): View {
  const view = stackOf(slack.world, user.id).at(-1);
  if (view?.id !== viewId) throw new SlackFailure('not_found', 'This modal is not on top');
  return view;
}

function showErrors(slack: Slack, view: View, errors: Record<string, string>): SubmitResult {
  slack.world.formErrors.set(view.id, { errors });
  slack.world.changes.tell('modals');
  return { outcome: 'errors', errors };
}

/** The response_action, or nothing: the view closes. */
function obey(
  slack: Slack,
  user: User,
  viewId: string,
  answer: Record<string, unknown>,
  of: string,
): SubmitResult {
  const { world } = slack;
  world.formErrors.delete(viewId);
  const view = stackOf(world, user.id).find((one) => one.id === viewId);
  const action = answer.response_action;
  if (action === undefined) {
    if (view) closeTop(world, user.id);
    return { outcome: 'closed', errors: {} };
  }
  if (!view) throw trouble(slack, 'bad_answer', of, 'the modal is closed already');
  try {
    if (action === 'errors') return showErrors(slack, view, checkedErrors(view, answer.errors));
    if (action === 'clear') closeAll(world, user.id);
    else if (action === 'update') updateModal(world, view, answer.view as ViewInput, user.id);
    else if (action === 'push') pushModal(world, user.id, answer.view as ViewInput);
    else throw new ApiError(`unknown response_action ${String(action)}`);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw trouble(slack, 'bad_answer', of, `${error.error} ${JSON.stringify(error.more)}`);
  }
  return { outcome: outcomes[action as keyof typeof outcomes], errors: {} };
}

const outcomes = { clear: 'cleared', update: 'updated', push: 'pushed' } as const;

/** Slack refuses errors for anything that is not an input block of the view. */
function checkedErrors(view: View, errors: unknown): Record<string, string> {
  const entries = Object.entries((errors ?? {}) as Record<string, unknown>);
  if (entries.length === 0) throw new ApiError('no errors given');
  for (const [blockId, message] of entries) {
    const block = view.blocks.find((one: Block) => one.block_id === blockId);
    if (block?.type !== 'input') throw new ApiError(`${blockId} is not the block_id of an input`);
    if (typeof message !== 'string' || message === '')
      throw new ApiError(`the error of ${blockId} is not a text`);
  }
  return Object.fromEntries(entries) as Record<string, string>;
}

/** For selects of a conversation that ask for it. */
function responseUrls(slack: Slack, user: User, view: View): Record<string, string>[] {
  return elementsOf(view.blocks).flatMap(({ element, blockId, actionId }) => {
    if (element.response_url_enabled !== true) return [];
    const state = view.state.values[blockId]?.[actionId];
    const channel = state?.selected_conversation ?? state?.selected_channel;
    if (!channel) return [];
    const url = slack.urls.make({ channel, user: user.id });
    return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url: url }];
  });
}

/** Cancel, or the cross of the whole stack; the app hears of it where notify_on_close says so. */
export async function close(slack: Slack, user: User, viewId: string, all = false): Promise<void> {
  const { world } = slack;
  const top = topView(slack, user, viewId);
  const cleared = all || top.clear_on_close;
  const gone = cleared ? [...stackOf(world, user.id)].reverse() : [top];
  if (cleared) closeAll(world, user.id);
  else closeTop(world, user.id);
  for (const view of gone) {
    world.formErrors.delete(view.id);
    if (!view.notify_on_close) continue;
    const closed = { type: 'view_closed', ...common(slack, user), view, is_cleared: cleared };
    await askApp(slack, 'interactive', `view_closed ${view.callback_id}`, closed);
  }
}
