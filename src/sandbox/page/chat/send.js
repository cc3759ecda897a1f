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
    else await say({ channel, thread, text, files, workspace });
    return true;
  } catch (error) {
    if (!command) tell(failureText(error));
    return Boolean(command);
  }
}

async function run({ channel, thread, command, text, workspace }) {
  try {
    await post('command', { channel, command, text: withHandles(text, workspace.users), thread });
  } catch (error) {
    notify(channel, commandTrouble(command, error, thread), thread);
  }
}

function commandTrouble(command, error, thread) {
  if (error.code === 'not_found')
    return `${command} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`;
  if (error.code === 'not_allowed' && thread) return `${command} is not supported in threads. Sorry!`;
  if (['operation_timeout', 'dispatch_failed', 'bad_answer'].includes(error.code))
    return `${command} failed with the error "${error.code}". ${failureText(error)}`;
  return `${command}: ${error.message}`;
}

async function say({ channel, thread, text, files, workspace }) {
  await post('message', {
    channel,
    text: toMarked(text, workspace),
    thread,
    files: files.length > 0 ? files.map((file) => file.id) : undefined,
  });
  await loadMessages(channel);
}

/** What a person typed, as Slack keeps it. */
export const toMarked = (text, workspace) => withMentions(escaped(text), workspace);

/** And back, to be edited. */
export function toTyped(text, { users, channels }) {
  const person = (whole, id) =>
    users.some((user) => user.id === id) ? `@${nameOf(users.find((user) => user.id === id))}` : whole;
  const place = (whole, id) =>
    channels.some((one) => one.id === id) ? `#${channels.find((one) => one.id === id).name}` : whole;
  const named = text.replace(/<@(\w+)(?:\|[^>]*)?>/g, person).replace(/<#(\w+)(?:\|[^>]*)?>/g, place);
  return decode(named.replace(/<!(here|channel)>/g, '@$1'));
}

// Slack escapes these three in what people type; a quote at the start of a line stays a quote.
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const byLength = (a, b) => b[0].length - a[0].length;

/** `@Eva Nováková` and `#sales` as Slack keeps them: `<@U...>`, `<#C...|sales>`. */
function withMentions(text, { users, channels }) {
  const people = users.map((user) => [`@${nameOf(user)}`, `<@${user.id}>`]);
  const places = channels
    .filter((one) => one.name)
    .map((one) => [`#${one.name}`, `<#${one.id}|${one.name}>`]);
  const words = [...people, ...places, ['@here', '<!here>'], ['@channel', '<!channel>']].sort(byLength);
  return replaceWords(text, words);
}

/** In a command a person is written by the handle. */
const withHandles = (text, users) =>
  replaceWords(text, users.map((user) => [`@${nameOf(user)}`, `@${user.name}`]).sort(byLength));

function replaceWords(text, words) {
  return words.reduce((sofar, [word, into]) => {
    const pattern = new RegExp(
      `(^|[\\s(])${word.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
      'gu',
    );
    return sofar.replace(pattern, (_, before) => before + into);
  }, text);
}
