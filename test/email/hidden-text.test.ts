import { expect, it } from 'vitest';
import { textFromHtml } from '../../src/features/email/reading/html.ts';

const seen = '<p>Dobrý den, posíláme poptávku.</p>';

it.each([
  ['<div style="display:none; max-height:0">Jen dnes sleva <div>a dárek</div> 50 %</div>'],
  ['<span style="font-size:0px;line-height:0;color:#fff">Jen dnes sleva</span>'],
  ["<td style='mso-hide:all;visibility: hidden'>Jen dnes sleva</td>"],
])('words that no reader is shown are not the mail’s: %s', (hidden) => {
  expect(textFromHtml(`${hidden}${seen}`)).toBe('Dobrý den, posíláme poptávku.');
});

it.each([
  [
    'columns without gaps between them',
    '<div style="font-size:0"><p style="font-size:14px">Cena 5</p></div>',
  ],
  ['something hidden that has no end', '<div style="display:none"><p>Cena 5</p>'],
  ['nothing that is shown', '<div style="display:none">Cena 5</div>'],
])('of a mail with %s nothing is lost', (_, html) => {
  expect(textFromHtml(html)).toBe('Cena 5');
});
