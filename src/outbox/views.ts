import type { Reader } from '../i18n/reader.ts';
import type { EffectId } from '../lib/ids.ts';
import { actions, bold, context, esc, lineOf, type Message, section } from '../slack/blocks.ts';
import { button } from '../slack/ids.ts';
import type { DeadLetter } from './dead-letters.ts';

export const replayLetter = button<EffectId>('outbox.replay');
export const dismissLetters = button<EffectId[]>('outbox.dismiss');

/** What could not be delivered, where, why and since when; each with a button that sends it again. */
export function deadLettersCard(letters: DeadLetter[], total: number, reader: Reader): Message {
  const t = reader.t.delivery;
  if (letters.length === 0) return { text: t.nothing, blocks: [section(`✅ ${t.nothing}`)] };
  const title = `⚠️ ${t.title(total)}`;
  return {
    text: title,
    blocks: [
      section(bold(title)),
      ...letters.map((letter) =>
        section(letterText(letter, reader), replayLetter.make(t.replay, letter.id, { suffix: letter.id })),
      ),
      ...(total > letters.length ? [context(reader.t.common.page(1, letters.length, total))] : []),
      actions([
        dismissLetters.make(
          t.dismiss(letters.length),
          letters.map((letter) => letter.id),
        ),
      ]),
    ],
  };
}

function letterText(letter: DeadLetter, reader: Reader): string {
  const t = reader.t.delivery;
  const what = t.whats[letter.kind.split('.')[0] as keyof typeof t.whats] ?? t.whats.message;
  // A channel's link shows its name and pings nobody.
  const where = letter.channel ? `<#${letter.channel}>` : letter.recipient && esc(letter.recipient);
  return lineOf(
    '\n',
    lineOf(' · ', bold(what), where, reader.age(letter.diedAt)),
    reasonText(letter, reader),
  );
}

function reasonText({ code, uid }: DeadLetter, reader: Reader): string {
  const { reasons, ours, refused } = reader.t.delivery;
  const reason = reasons[code as keyof typeof reasons];
  if (reason) return reason;
  const isOurs = code.startsWith('invalid_') || code === 'crashed' || code === 'interrupted';
  return isOurs ? ours(uid.slice(0, 8)) : refused(esc(code));
}
