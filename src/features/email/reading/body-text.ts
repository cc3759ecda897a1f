import { unflow } from './flowed.ts';
import { textFromHtml } from './html.ts';

/** Most HTML stands beside the same in plain text, and is never converted. */
function htmlBody(html: string): Body {
  let plain: string | null = null;
  return {
    get plain() {
      plain ??= textFromHtml(html);
      return plain;
    },
    html,
    made: true,
  };
}

/** Some clients write into the plain part only that there is an HTML part. */
const isPlaceholder = ({ plain }: Body, html: Body | undefined): boolean =>
  html !== undefined &&
  plain.length < 300 &&
  /html/i.test(plain) &&
  !/html/i.test(html.plain) &&
  html.plain.trim() !== '';

export interface TextNode {
  contentType: string | false;
  textContent?: string;
  flowed?: { delSp: boolean };
  children: TextNode[];
}

interface Body {
  plain: string;
  html: string;
  /** true when `plain` was made from HTML */
  made?: boolean;
}

/** Programs that send whole pages call them plain, and lines without a tag HTML. */
const isHtml = (type: string | false, text: string): boolean =>
  type === 'text/html'
    ? /<[a-z!/]/i.test(text) || text.includes('&')
    : type === 'text/plain' && /^\s*<(?:!doctype html|html)[\s>]/i.test(text);

/** The parser itself reads no deeper. */
const deepest = 1000;

/** The text of a part and of those in it, chosen by walking the tree. */
export function bodyOf(node: TextNode, depth = 0): Body {
  // Some programs name a delimiter and call the whole HTML.
  const isAbove = node.children.length > 0 && (node.textContent ?? '').trim() === '';
  if (node.textContent !== undefined && !isAbove) {
    if (isHtml(node.contentType, node.textContent)) return htmlBody(node.textContent);
    if (node.contentType === 'text/plain' || node.contentType === 'text/html') {
      const { textContent, flowed } = node;
      return { plain: flowed ? unflow(textContent, flowed.delSp) : textContent, html: '' };
    }
    return { plain: '', html: '' };
  }
  if (depth > deepest) return { plain: '', html: '' };
  const bodies = node.children
    .map((child) => bodyOf(child, depth + 1))
    .filter((body) => body.html || body.plain.trim() !== '');
  if (node.contentType === 'multipart/alternative') {
    const html = bodies.findLast((body) => body.html !== '');
    const written = bodies.find(
      (body) => !body.made && body.plain.trim() !== '' && !isPlaceholder(body, html),
    );
    return { plain: (written ?? html ?? bodies[0])?.plain ?? '', html: html?.html ?? '', made: !written };
  }
  return {
    plain: bodies.map(({ plain }) => plain).join('\n'),
    html: bodies
      .map(({ html }) => html)
      .filter(Boolean)
      .join('<br>\n'),
    made: bodies.length > 0 && bodies.every(({ made }) => made),
  };
}
