import { checkedView } from '../blocks.ts';
import { ApiError } from '../failures.ts';
import type { Block, TextObject, View } from '../protocol.ts';
import { takeBlocks } from '../workspace/blocks.ts';
import type { World } from '../workspace/world.ts';
import { valuesOf } from './values.ts';

const stackLimit = 3;

/** A view as the app sends it. */
export type ViewInput = Record<string, unknown>;

/** Opens a modal as the only one; what was open is gone. `from`: the channel it was asked for in. @throws ApiError */
export function openModal(world: World, userId: string, input: ViewInput, from?: string): View {
  const view = newView(world, input, 'modal', { from });
  putStack(world, userId, [view]);
  return view;
}

/** @throws ApiError push_limit_reached, not_found when nothing is open */
export function pushModal(world: World, userId: string, input: ViewInput): View {
  const stack = stackOf(world, userId);
  const below = stack.at(-1);
  if (!below) throw new ApiError('not_found');
  if (stack.length >= stackLimit) throw new ApiError('push_limit_reached');
  const view = newView(world, input, 'modal', { below });
  putStack(world, userId, [...stack, view]);
  return view;
}

/** What the person typed stays where block_id and action_id stay. @throws ApiError */
export function updateModal(world: World, before: View, input: ViewInput, userId: string): View {
  const view = newView(world, input, 'modal', { before });
  world.formErrors.delete(view.id);
  replaceView(world, userId, view);
  return view;
}

export function publishHome(world: World, userId: string, input: ViewInput): View {
  const view = newView(world, input, 'home', { before: world.homes.get(userId) });
  world.homes.set(userId, view);
  world.changes.tell('home');
  return view;
}

/** Closes the top view only. */
export function closeTop(world: World, userId: string): void {
  putStack(world, userId, stackOf(world, userId).slice(0, -1));
}

export const closeAll = (world: World, userId: string): void => putStack(world, userId, []);

export const stackOf = (world: World, userId: string): View[] => world.modals.get(userId) ?? [];

/** An open modal or a published Home. */
export function findView(
  world: World,
  by: (view: View) => boolean,
): { view: View; userId: string } | undefined {
  for (const [userId, stack] of world.modals) {
    const view = stack.find(by);
    if (view) return { view, userId };
  }
  for (const [userId, view] of world.homes) if (by(view)) return { view, userId };
  return undefined;
}

export function replaceView(world: World, userId: string, next: View): void {
  if (next.type === 'home') {
    world.homes.set(userId, next);
    world.changes.tell('home');
    return;
  }
  putStack(
    world,
    userId,
    stackOf(world, userId).map((view) => (view.id === next.id ? next : view)),
  );
}

function putStack(world: World, userId: string, stack: View[]): void {
  world.modals.set(userId, stack);
  world.changes.tell('modals');
}

/** Where a new view goes: in the place of another, on top of one, or alone. */
interface Spot {
  before?: View;
  below?: View;
  from?: string;
}

function newView(world: World, input: ViewInput, type: 'modal' | 'home', spot: Spot): View {
  checkedView(input, type);
  const { before, below } = spot;
  const externalId = String(input.external_id ?? '');
  if (externalId && findView(world, (view) => view.external_id === externalId && view.id !== before?.id)) {
    throw new ApiError('duplicate_external_id');
  }
  const blocks = takeBlocks(world, input.blocks as Block[]);
  const id = before?.id ?? world.ids.next('V');
  const root = before?.root_view_id ?? below?.root_view_id ?? id;
  if (spot.from) world.openedFrom.set(root, spot.from);
  return {
    id,
    team_id: world.team.id,
    type,
    ...(type === 'modal' ? titles(input) : {}),
    blocks,
    private_metadata: String(input.private_metadata ?? ''),
    callback_id: String(input.callback_id ?? ''),
    external_id: externalId,
    state: { values: valuesOf(blocks, before?.state.values, world.openedFrom.get(root)) },
    hash: world.ids.hash(),
    clear_on_close: input.clear_on_close === true,
    notify_on_close: input.notify_on_close === true,
    submit_disabled: input.submit_disabled === true,
    root_view_id: root,
    previous_view_id: before?.previous_view_id ?? below?.id ?? null,
    app_id: world.app.id,
    bot_id: world.app.botId,
    app_installed_team_id: world.team.id,
  };
}

const titles = (input: ViewInput) => ({
  title: input.title as TextObject,
  submit: (input.submit as TextObject | undefined) ?? null,
  close: (input.close as TextObject | undefined) ?? null,
});
