import { ApiError } from '../failures.ts';
import type { View } from '../protocol.ts';
import {
  findView,
  openModal,
  publishHome,
  pushModal,
  stackOf,
  updateModal,
  type ViewInput,
} from '../views/stack.ts';
import { type Args, type Method, text } from './method.ts';

function viewOf(args: Args): ViewInput {
  if (typeof args.view !== 'object' || args.view === null) throw new ApiError('invalid_arguments');
  return args.view as ViewInput;
}

const open: Method = {
  run(slack, args) {
    const { userId, channelId } = slack.triggers.exchange(args.trigger_id);
    return { view: openModal(slack.world, userId, viewOf(args), channelId) };
  },
};

const push: Method = {
  run(slack, args) {
    const { userId, viewId } = slack.triggers.exchange(args.trigger_id);
    // Only something done inside the modal lets the app push onto it.
    if (!viewId || !stackOf(slack.world, userId).some((view) => view.id === viewId))
      throw new ApiError('not_found');
    return { view: pushModal(slack.world, userId, viewOf(args)) };
  },
};

const update: Method = {
  run(slack, args) {
    const id = text(args, 'view_id');
    const externalId = text(args, 'external_id');
    if (!id && !externalId) throw new ApiError('invalid_arguments');
    const found = findView(slack.world, (view) => (id ? view.id === id : view.external_id === externalId));
    if (!found || found.view.type === 'home') throw new ApiError('not_found');
    sameHash(found.view, args);
    return { view: updateModal(slack.world, found.view, viewOf(args), found.userId) };
  },
};

const publish: Method = {
  run(slack, args) {
    const userId = text(args, 'user_id') ?? '';
    const user = slack.world.users.get(userId);
    if (!user || user.deleted) throw new ApiError(user ? 'not_enabled' : 'user_not_found');
    const before = slack.world.homes.get(userId);
    if (before) sameHash(before, args);
    return { view: publishHome(slack.world, userId, viewOf(args)) };
  },
};

/** @throws ApiError hash_conflict: somebody changed the view since the app read it */
function sameHash(view: View, args: Args): void {
  const hash = text(args, 'hash');
  if (hash && hash !== view.hash) throw new ApiError('hash_conflict');
}

export const viewMethods: Record<string, Method> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
