import { expect, it } from 'vitest';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { actions, home, input, modal, plain } from './checkerSamples.ts';

export type Surface = 'message' | 'modal' | 'home';

/** What Slack says to these blocks on this surface, pointers as if the blocks lay at the root. */
export function saysTo(surface: Surface, ...blocks: unknown[]): string[] {
  const problems =
    surface === 'message'
      ? checkMessage({ blocks, text: 'Lávka přes Svratku' })
      : checkView(surface === 'home' ? home(...blocks) : modal({ submit: plain('Uložit'), blocks }));
  return problems.map(({ message }) => message.replace('[json-pointer:/view/', '[json-pointer:/'));
}

export function taken(surface: Surface, ...blocks: unknown[]): void {
  expect(saysTo(surface, ...blocks)).toEqual([]);
}

export function refused(message: string, surface: Surface, ...blocks: unknown[]): void {
  expect(saysTo(surface, ...blocks)).toEqual([message]);
}

/** What is wrong, where, and what Slack says to it. */
export type Case = [what: string, wrong: Record<string, unknown>, message: string];

export function refusesEach(cases: Case[]): void {
  it.each(cases)('is not %s', (_, block, message) => {
    refused(message, 'message', block);
  });
}

export function refusesInActions(cases: Case[]): void {
  it.each(cases)('is not %s', (_, element, message) => {
    refused(message, 'message', actions(element));
  });
}

export function refusesAsInput(cases: Case[]): void {
  it.each(cases)('is not %s', (_, element, message) => {
    refused(message, 'modal', input(element));
  });
}
