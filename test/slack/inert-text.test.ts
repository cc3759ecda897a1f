import { expect, it } from 'vitest';
import { esc, section } from '../../src/slack/blocks.ts';
import { inertText } from '../../src/slack/inert-text.ts';

const subject = 'Pozor <!channel> <https://podvod.example|Faktura> & spol.';

it('what a customer wrote pings nobody and links nowhere above the blocks either', () => {
  expect(inertText(`✉️ Petr: „${subject}“`, [section(esc(subject))])).toBe(
    '✉️ Petr: „Pozor &lt;!channel&gt; &lt;https://podvod.example|Faktura&gt; &amp; spol.“',
  );
});

it('what is escaped already, and what the blocks link to, stays as it is', () => {
  const text = `<https://firma.slack.com/archives/C1|Lávka>: ${esc('a < b & c')}`;
  expect(inertText(text, [section(text)])).toBe(text);
});
