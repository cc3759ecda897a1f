import { checkedOptions } from '../blocks.ts';
import { SlackFailure } from '../failures.ts';
import type { InputState, OptionGroup, RestTarget, RestValue, Target, User } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { type Element, elementsOf, type Located, optionsOf } from '../views/elements.ts';
import { mustBeOffered } from '../views/pickable.ts';
import { replaceView } from '../views/stack.ts';
import type { Origin } from '../views/triggers.ts';
import { fieldOf, pickedPart, stateFrom, valuesOf } from '../views/values.ts';
import { common, type Place, placePart, threadPart } from './payload.ts';
import { blocksOf, placeOf } from './place.ts';
import { askApp, trouble } from './send.ts';

export interface Aim {
  target: Target | RestTarget;
  block_id: string;
  action_id: string;
}

export function locate(slack: Slack, user: User, aim: Aim): { place: Place; found: Located } {
  const place = placeOf(slack, user, aim.target);
  const found = elementsOf(blocksOf(place)).find(
    (one) => one.blockId === aim.block_id && one.actionId === aim.action_id,
  );
  if (!found)
    throw new SlackFailure('not_found', `There is no ${aim.block_id}/${aim.action_id} here any more`);
  return { place, found };
}

/** A press or a pick: the app gets block_actions. @throws SlackFailure */
export async function act(slack: Slack, user: User, aim: Aim, value?: RestValue): Promise<void> {
  const { place, found } = locate(slack, user, aim);
  const state = fieldOf(found.element.type) ? stateOf(slack, user, found.element, value ?? null) : undefined;
  const now = state ? remember(slack, user, place, found, state) : place;
  await dispatch(slack, user, now, found, actionPart(found.element, state, value));
}

/** What a person types or picks in an input: kept, and told only when dispatch_action asks for it. */
export async function type(
  slack: Slack,
  user: User,
  aim: Aim,
  value: RestValue,
  enter: boolean,
): Promise<void> {
  const { place, found } = locate(slack, user, aim);
  const state = stateOf(slack, user, found.element, value);
  const now = remember(slack, user, place, found, state);

  if (!found.isInput || tellsApp(found, enter)) {
    await dispatch(slack, user, now, found, actionPart(found.element, state, value));
  }
}

function tellsApp(found: Located, enter: boolean): boolean {
  if (found.block.dispatch_action !== true) return false;
  if (!/_input$/.test(found.element.type)) return true;
  const when = found.element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  return when.includes('on_character_entered') || (enter && when.includes('on_enter_pressed'));
}

function stateOf(slack: Slack, user: User, element: Element, value: RestValue): InputState {
  const ids = Array.isArray(value) ? value : [value];
  mustBeOffered(
    slack.world,
    user,
    element,
    ids.filter((one): one is string => typeof one === 'string' && one !== ''),
  );
  try {
    return stateFrom(element, value, slack.world.files);
  } catch (error) {
    throw new SlackFailure('not_found', error instanceof Error ? error.message : String(error));
  }
}

/** Puts the state into the view (of a message: into what this person picked there). */
function remember(slack: Slack, user: User, place: Place, found: Located, state: InputState): Place {
  if ('message' in place) {
    const values = messageValues(slack, user, place);
    values[found.blockId] = { ...values[found.blockId], [found.actionId]: state };
    slack.world.messageValues.set(`${user.id} ${place.message.ts}`, values);
    return place;
  }
  const { view } = place;
  const block = { ...view.state.values[found.blockId], [found.actionId]: state };
  const next = { ...view, state: { values: { ...view.state.values, [found.blockId]: block } } };
  const wrong = slack.world.formErrors.get(view.id);
  if (wrong) delete wrong.errors[found.blockId];
  replaceView(slack.world, user.id, next);
  return { view: next };
}

/** What the person picked in the elements of a message. */
function messageValues(slack: Slack, user: User, place: Extract<Place, { message: unknown }>) {
  const kept = slack.world.messageValues.get(`${user.id} ${place.message.ts}`);
  return valuesOf(blocksOf(place), kept);
}

async function dispatch(
  slack: Slack,
  user: User,
  place: Place,
  found: Located,
  action: Record<string, unknown>,
): Promise<void> {
  const payload = {
    type: 'block_actions',
    ...common(slack, user),
    ...placePart(place),
    trigger_id: slack.triggers.make(user.id, originOf(place)),
    ...('message' in place
      ? {
          state: { values: messageValues(slack, user, place) },
          response_url: slack.urls.make({
            channel: place.channel.id,
            user: user.id,
            ts: place.message.ts,
            ...threadPart(place.message),
          }),
        }
      : {}),
    actions: [
      { action_id: found.actionId, block_id: found.blockId, ...action, action_ts: slack.world.ids.ts() },
    ],
  };
  await askApp(slack, 'interactive', `block_actions ${found.actionId}`, payload);
}

function originOf(place: Place): Origin {
  if ('message' in place) return { channelId: place.channel.id };
  return place.view.type === 'modal' ? { viewId: place.view.id } : {};
}

function actionPart(
  element: Element,
  state: InputState | undefined,
  value?: RestValue,
): Record<string, unknown> {
  const type = { type: element.type };
  if (state) {
    const { placeholder, confirm } = element;
    return {
      ...type,
      ...pickedPart(state),
      ...(placeholder ? { placeholder } : {}),
      ...(confirm ? { confirm } : {}),
    };
  }
  if (element.type === 'overflow') {
    const option = optionsOf(element).find((one) => one.value === value);
    if (!option) throw new SlackFailure('not_found', `The menu has no ${String(value)}`);
    return { ...type, selected_option: option };
  }
  const { text, value: own, style } = element;
  return {
    ...type,
    ...(text ? { text } : {}),
    ...(own === undefined ? {} : { value: own }),
    ...(style ? { style } : {}),
    ...(typeof value === 'string' && own === undefined ? { value } : {}),
  };
}

/** What an external select offers for a query; nothing below its min_query_length. @throws SlackFailure */
export async function suggest(slack: Slack, user: User, aim: Aim, query: string): Promise<OptionGroup[]> {
  const { place, found } = locate(slack, user, aim);
  if ([...query].length < (found.element.min_query_length ?? 3)) return [];
  const of = `block_suggestion ${found.actionId}`;
  const answer = await askApp(slack, 'interactive', of, {
    type: 'block_suggestion',
    ...common(slack, user),
    ...placePart(place),
    action_id: found.actionId,
    block_id: found.blockId,
    value: query,
  });
  try {
    return checkedOptions(answer);
  } catch (error) {
    throw trouble(slack, 'bad_answer', of, error instanceof Error ? error.message : String(error));
  }
}
