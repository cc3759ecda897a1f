const known = new WeakMap();

/** People and conversations as the blocks need them; the same answer for the same workspace. */
export function directoryOf(workspace) {
  if (!known.has(workspace)) known.set(workspace, readDirectory(workspace));
  return known.get(workspace);
}

function readDirectory(workspace) {
  const users = new Map(workspace.users.map((user) => [user.id, user]));
  const channels = new Map(workspace.channels.map((channel) => [channel.id, channel]));
  const findPerson = (id) => users.has(id) && personOf(users.get(id));
  const findConversation = (id) => channels.has(id) && conversationOf(channels.get(id), users, workspace);
  return {
    findPerson,
    findConversation,
    people: workspace.users.filter((user) => !user.deleted && !user.is_bot).map(personOf),
    conversations: workspace.channels
      .filter((channel) => !channel.is_archived)
      .map((channel) => conversationOf(channel, users, workspace)),
  };
}

/** The display name when the person has chosen one, else the full name. */
export function nameOf(user) {
  const chosen = user.profile?.display_name;
  return chosen && chosen !== user.name ? chosen : user.real_name || user.name;
}

const personOf = (user) => ({ id: user.id, name: nameOf(user), title: user.profile?.title || undefined });

function conversationOf(channel, users, workspace) {
  return {
    id: channel.id,
    name: conversationName(channel, users, workspace),
    kind: channel.is_im ? 'im' : channel.is_mpim ? 'mpim' : channel.is_private ? 'private' : 'public',
    isDm: channel.is_im || channel.is_mpim,
    isPrivate: channel.is_private,
    isShared: channel.is_ext_shared,
    isBot: channel.is_im && channel.id === workspace.appDm,
  };
}

function conversationName(channel, users, workspace) {
  if (!channel.is_im) return channel.name;
  if (channel.id === workspace.appDm) return workspace.app.name;
  const others = channel.members.filter((id) => id !== workspace.me.id);
  const other = users.get(others[0] ?? workspace.me.id);
  return other ? nameOf(other) : 'Direct message';
}

/** Who wrote a message. */
export function authorOf(message, workspace) {
  const user = workspace.users.find((one) => one.id === message.user);
  const isApp = Boolean(message.bot_id) || user?.is_bot;
  const name =
    message.username ?? (isApp ? (message.bot_profile?.name ?? workspace.app.name) : user && nameOf(user));
  return { id: message.user, name: name ?? 'Slackbot', isApp };
}
