import type { Block, Message, TextObject, View } from '../protocol.ts';
import { type Element, elementsOf } from '../views/elements.ts';
import type { World } from '../workspace/world.ts';

/** What is written on a message or view, one line a block, as a person reads it. */
export function readAll(world: World, what: Message | View): string {
  const blocks = what.blocks ?? [];
  const lines =
    'hash' in what ? [what.title?.text ?? ''] : blocks.length > 0 ? [] : [plain(world, what.text)];
  for (const block of blocks) lines.push(...textsOf(block).map((text) => plain(world, text)));
  if (!('hash' in what)) for (const file of what.files ?? []) lines.push(file.title);
  return lines.filter((line) => line.trim() !== '').join('\n');
}

/** Keys whose values a person does not read. */
const unseen = new Set([
  'type',
  'block_id',
  'action_id',
  'value',
  'url',
  'image_url',
  'style',
  'confirm',
  'filter',
  'options',
  'option_groups',
  'user_id',
  'channel_id',
  'external_id',
  'slack_file',
  'thumbnail_url',
  'video_url',
  'private_metadata',
  'dispatch_action_config',
  'response_url_enabled',
  'range',
  'unsafe',
  'level',
  'color',
  'width',
  'column_settings',
  'initial_options',
  'initial_option',
]);

/** Texts of a block in reading order: pieces of one rich text line or table row stay together. */
export function textsOf(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (typeof node !== 'object' || node === null) return [];
  const object = node as Record<string, unknown>;
  if (object.type === 'rich_text_section') return [(object.elements as unknown[]).map(richPiece).join('')];
  if (object.type === 'table' || object.type === 'data_table') return rowsOf(object.rows);
  if (typeof object.text === 'string' && isText(object)) return [object.text];
  return Object.entries(object).flatMap(([key, value]) => (unseen.has(key) ? [] : textsOf(value)));
}

const isText = (object: Record<string, unknown>) => object.type === 'plain_text' || object.type === 'mrkdwn';

const rowsOf = (rows: unknown): string[] =>
  (rows as unknown[][]).map((row) => row.map((cell) => textsOf(cell).join(' ')).join(' | '));

function richPiece(piece: unknown): string {
  const { type, text, user_id, channel_id, url, name } = piece as Record<string, string | undefined>;
  if (type === 'user') return `<@${user_id}>`;
  if (type === 'channel') return `<#${channel_id}>`;
  if (type === 'emoji') return `:${name}:`;
  return text ?? url ?? '';
}

/** mrkdwn without its marks: names for ids, words for links. */
export function plain(world: World, text: string): string {
  return text
    .replace(/<@(\w+)(\|[^>]*)?>/g, (_, id: string) => `@${world.users.get(id)?.real_name ?? id}`)
    .replace(/<#(\w+)(\|[^>]*)?>/g, (_, id: string) => `#${world.channels.get(id)?.name ?? id}`)
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<!(\w+)[^>]*>/g, '@$1')
    .replace(/<[^|>]+\|([^>]*)>/g, '$1')
    .replace(/<([a-z]+:[^>]+)>/g, '$1')
    .replace(/(?<![\p{L}\p{N}])([*_~`])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Everything that names an element, best first. */
export function namesOf(found: { element: Element; block: Block; isInput: boolean }): string[] {
  const { element, block, isInput } = found;
  const label = (text: unknown) => (text as TextObject | undefined)?.text;
  const names = isInput
    ? [label(block.label), label(element.placeholder)]
    : [label(element.text), element.accessibility_label, label(element.placeholder), sectionText(block)];
  if (element.type === 'overflow') names.push('⋯');
  return [...names, element.action_id].filter(
    (name): name is string => typeof name === 'string' && name !== '',
  );
}

const sectionText = (block: Block) =>
  block.type === 'section' ? (block.text as TextObject | undefined)?.text : undefined;

/** Texts of buttons and of the entries of overflow menus. */
export function buttonTexts(what: Message | View): string[] {
  return elementsOf(what.blocks ?? []).flatMap(({ element }) => {
    if (element.type === 'overflow') return (element.options ?? []).map((option) => option.text.text);
    return element.type === 'button' || element.type === 'icon_button' ? [element.text?.text ?? ''] : [];
  });
}
