import { decode } from '../blocks/mrkdwn.js';
import { nameOf } from '../state/directory.js';
import { loadMessages } from '../state/load.js';
import { post } from '../state/net.js';
import { failureText, tell } from '../state/toasts.js';
import { notify } from './notice.js';

/** Sends a message or a command. @returns whether the composer may be emptied */
export async function send({ channel, thread, text, files, workspace }) {
  const command = files.length === 0 && /^\/\S+/.exec(text)?.[0];
  try {
    if (command) await run({ channel, thread, command, text: text.slice(command.length).trim(), workspace });
    else await inTurn(() => say({ channel, thread, text, files, workspace }));
    return true;
  } catch (error) {
    tell(failureText(error));
    return false;
  }
}

async function run({ channel, thread, command, text, workspace }) {
  const refused = refusal(command, thread, workspace);
  if (refused) return notify(channel, refused, thread);
  try {
    await post('command', { channel, command, text: withHandles(text, workspace) });
  } catch (error) {
    // When the app fails, the sandbox writes Slackbot's words into the channel itself.
    if (!['operation_timeout', 'dispatch_failed'].includes(error.code))
      notify(channel, `${command}: ${failureText(error)}`);
  }
}

/** What Slack says by itself, before the app hears of anything. */
function refusal(command, thread, { commands }) {
  if (commands.length > 0 && !commands.some((one) => one.command === command))
    return `${command} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`;
  return thread ? `${command} is not supported in threads. Sorry!` : undefined;
}

let last = Promise.resolve();

/** Messages arrive in the order they were sent. */
function inTurn(work) {
  last = last.then(work, work);
  return last;
}

async function say({ channel, thread, text, files, workspace }) {
  const ids = files.length > 0 ? files.map((file) => file.id) : undefined;
  await post('message', { channel, text: withHandles(text, workspace), thread, files: ids });
  await loadMessages(channel);
}

/** What a person typed, with people by their handles; the sandbox makes mentions of them. */
export function withHandles(text, { users }) {
  const named = users.map((user) => [`@${nameOf(user)}`, `@${user.name}`]);
  return named.sort((a, b) => b[0].length - a[0].length).reduce(replaceWord, text);
}

function replaceWord(text, [word, into]) {
  const pattern = new RegExp(`(^|\\s)${word.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'gu');
  return text.replace(pattern, (_, before) => before + into);
}

/** A message as its author would type it again. */
export function toTyped(text, { users, channels }) {
  const find = (list, id) => list.find((one) => one.id === id);
  const person = (whole, id) => (find(users, id) ? `@${nameOf(find(users, id))}` : whole);
  const place = (whole, id) => (find(channels, id) ? `#${find(channels, id).name}` : whole);
  return decode(text.replace(/<@(\w+)(?:\|[^>]*)?>/g, person).replace(/<#(\w+)(?:\|[^>]*)?>/g, place));
}
