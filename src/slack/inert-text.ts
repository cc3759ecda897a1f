/** The text above a message's blocks, which Slack reads as mrkdwn too: for notifications, search and screen readers. */
import type { Blocks } from './blocks.ts';

/**
 * With everything harmless that the blocks do not say in the same way: there, what came from outside is escaped, so that a
 * mention or a link which stands only above them is somebody else's. What is escaped already stays as it is.
 */
export function inertText(text: string, blocks: Blocks): string {
  if (!/[<>&]/.test(text)) return text;
  const ours = new Set(markupIn(blocks));
  return text.replace(/<[^<>]*>|[<>]|&(?!(?:amp|lt|gt);)/g, (mark) =>
    ours.has(mark)
      ? mark
      : mark
          .replace(/&(?!(?:amp|lt|gt);)/g, '&amp;')
          .replace(/</g, '&lt;')
          .replace(/>/g, '&gt;'),
  );
}

/** Mentions and links of all mrkdwn, at any depth. */
function markupIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(markupIn);
  if (typeof part !== 'object' || part === null) return [];
  const { type, text } = part as { type?: unknown; text?: unknown };
  if (type === 'mrkdwn' && typeof text === 'string') return text.match(/<[^<>]+>/g) ?? [];
  return Object.values(part).flatMap(markupIn);
}
