/** What the header of a part says of it, as the parser took it, put right. */
import type { Node, Part } from './careful-parser.ts';

/** Behind a delimiter the standard allows spaces. */
export const endsInSpace = (line: Buffer): boolean => {
  const last = line[line.length - (line.at(-2) === 0x0d ? 3 : 2)];
  return last === 0x20 || last === 0x09;
};
export const withoutPadding = (line: Buffer): Buffer =>
  Buffer.from(line.toString('latin1').replace(/[ \t]+(\r?\n)$/, '$1'), 'latin1');

/** The same words once more, for programs that hardly anybody has. */
export const versions = new Set([
  'text/x-amp-html',
  'text/watch-html',
  'text/enriched',
  'text/richtext',
  'text/rtf',
]);

/** A text with a file's name, beside the words of a letter. */
export const isFurther = ({ parent }: Node): boolean =>
  parent?.contentType === 'multipart/mixed' && parent.children.length > 1;

/** `text/plain charset=x`, `text`, `plain/text`: what has neither a type that is one nor a name is words. */
export function readType(part: Part): void {
  const above = part.parentNode;
  // Parts of a digest are messages, unless they say that they are something else.
  if (above && above.contentType === 'multipart/digest' && !part.headers.hasHeader('content-type'))
    part.contentType = 'message/rfc822';
  const written = part.contentType || '';
  if (/^[^\s/]+\/[^\s/]+$/.test(written) && written !== 'plain/text') return;
  const [, type, rest = ''] = /^([^\s/]+\/[^\s/]+)\s+([\s\S]*)$/.exec(written) ?? [];
  if (type) {
    part.contentType = type;
    part.charset ||= /charset\s*=\s*"?([\w.:-]+)/.exec(rest)?.[1] ?? false;
  } else if (!part.filename) part.contentType = written.includes('html') ? 'text/html' : 'text/plain';
}

export function fileName(headers: Map<string, unknown>): string | null {
  const named = (field: string, parameter: string): string | null => {
    const { params } = (headers.get(field) ?? {}) as { params?: Record<string, string> };
    return params?.[parameter] || null;
  };
  const name = named('content-disposition', 'filename') ?? named('content-type', 'name');
  if (!name || !/%[89a-f][0-9a-f]/i.test(name)) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
