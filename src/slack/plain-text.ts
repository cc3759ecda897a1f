/** What a person wrote in Slack, as plain text: names instead of ids, links with their address. */

/** Ids of the people mentioned. */
export const mentionedIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)].map((match) => match[1] as string)),
];

/** @param names of people by Slack id */
export const plainOf = (text: string, names: Map<string, string>): string =>
  text
    .replace(/<([^<>]+)>/g, (_, inside: string) => unfold(inside, names))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();

function unfold(inside: string, names: Map<string, string>): string {
  const [target = '', label] = inside.split('|');
  if (target.startsWith('@')) return `@${names.get(target.slice(1)) ?? label ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^')[0]}`;
  const address = target.replace(/^(mailto|tel):/, '');
  return !label || label === address ? address : `${label} (${address})`;
}
