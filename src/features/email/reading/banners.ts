/** What mail servers put above a letter: that it came from outside, or from somebody new. */
import { fold } from '../../../lib/text.ts';

const outside =
  /^\W*(?:extern[a-z]*|caution|warning|attention|pozor|upozorneni|upozornenie|varovani|vorsicht|achtung|warnung|tento e-?mail|tato zprava|tato sprava|this e-?mail|this message)\b/;
const advice =
  /originat|pochazi z|pochadza z|sent from outside|odeslan\w* mimo|prisel mimo|prisla mimo|stammt (?:von|aus)|(?:do not|don't) (?:click|open)|neklike?jte|neklikajte|neotevirejte|neotvarajte|klicken sie/;
const fromOutside = /\bextern|outside|mimo (?:organiz|nasi|vasi|spolec|firm)|ausserhalb|außerhalb/;
const seldom =
  /learnaboutsenderidentification|(?:don't|do not) often get email|(?:proc je to dulezite|preco je to dolezite|warum dies wichtig|why this is important)\W/;

function isBanner(text: string): boolean {
  const folded = fold(text.slice(0, 600));
  return seldom.test(folded) || (outside.test(folded) && fromOutside.test(folded) && advice.test(folded));
}

/** Lines that a wrapped banner takes. */
const most = 5;

/** @returns the line behind the banners that begin at the line `from`, `from` when there is none */
export function behindBanners(lines: string[], from: number, end: number): number {
  let at = from;
  for (let count = 0; count < 3; count += 1) {
    while (at < end && (lines[at] ?? '').trim() === '') at += 1;
    const paragraph = lines.slice(at, Math.min(end, at + most));
    const blank = paragraph.findIndex((line) => line.trim() === '');
    if (blank > 0) paragraph.length = blank;
    const first = (paragraph[0] ?? '').trim();
    const length = /[.!\])>]$/.test(first) && isBanner(first) ? 1 : paragraph.length;
    if (at + length >= end || !isBanner(paragraph.slice(0, length).join(' '))) return count === 0 ? from : at;
    at += length;
  }
  return at;
}
