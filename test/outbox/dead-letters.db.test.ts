import { describe, expect, it } from 'vitest';
import { readerOf } from '../../src/i18n/reader.ts';
import { dismissDeadLetters, listDeadLetters, replayDeadLetter } from '../../src/outbox/dead-letters.ts';
import { effect } from '../../src/outbox/effects.ts';
import { dispatcherStatus } from '../../src/outbox/status.ts';
import { undelivered } from '../../src/outbox/undelivered.ts';
import { deadLettersCard } from '../../src/outbox/views.ts';
import { sales, stage } from './stage.ts';

const fiveMinutes = 300_000;

describe('what cannot be delivered', () => {
  it('is told to the admins in one message, and sent again at their word', async () => {
    const { say, dispatcher, texts, slack, time, as, system } = await stage();
    const one = dispatcher();
    slack.admin.archiveChannel(sales);
    await say(sales, 'Souhrn');
    await say(sales, 'Druhý souhrn');
    await one.drain();
    time.advance(fiveMinutes);
    await one.drain();
    expect(texts('Eva')).toEqual(['⚠️ 2 zprávy se nepodařilo doručit']);
    expect([texts('Anna'), texts('Tomáš')]).toEqual([[], []]);

    slack.admin.unarchiveChannel(sales);
    const eva = await as('Eva', { isAdmin: true });
    const { letters } = await listDeadLetters(eva);
    expect(letters).toMatchObject([{ code: 'is_archived', channel: sales }, { code: 'is_archived' }]);
    expect(await replayDeadLetter(eva, letters[0]!.id)).toBe(true);
    expect(await replayDeadLetter(eva, letters[0]!.id)).toBe(false);
    expect(await dispatcherStatus(system)).toMatchObject({ deadLetters: 1, backlog: 1 });
  });

  it('stays in the list until somebody lets it be', async () => {
    const { say, dispatcher, slack, as, rows } = await stage();
    slack.weather.refuse('chat.postMessage', 1, 'invalid_blocks');
    await say('Anna', 'Rozbitá karta');
    await dispatcher().drain();
    const eva = await as('Eva', { isAdmin: true });
    const { letters, total } = await listDeadLetters(eva);
    expect([letters[0]?.code, letters[0]?.recipient, total]).toEqual(['invalid_blocks', 'Anna', 1]);
    expect(await dismissDeadLetters(eva, [letters[0]!.id])).toBe(1);
    expect((await listDeadLetters(eva)).total).toBe(0);
    expect((await rows())[0]?.dropped_at).not.toBeNull();
  });

  it('is nobody’s business but the admins’', async () => {
    const { as } = await stage();
    await expect(listDeadLetters(await as('Anna'))).rejects.toMatchObject({ code: 'admin.only' });
  });

  it('includes what we cannot render: tried five times, then shown', async () => {
    const { queue, dispatcher, rows } = await stage();
    let tries = 0;
    const broken = effect('test.broken', async () => {
      tries += 1;
      throw new TypeError('undefined is not a deal');
    });
    await queue({ kind: broken.kind, payload: {}, lane: 'x' });
    await dispatcher({ handlers: [broken, undelivered] }).drain();
    expect(tries).toBe(5);
    expect((await rows())[0]).toMatchObject({ last_error: 'crashed', crashes: 4 });
  });

  it('is shown with where, why and a button for each, in the reader’s words', async () => {
    const { say, dispatcher, slack, as } = await stage();
    slack.admin.archiveChannel(sales);
    await say(sales, 'Souhrn');
    await dispatcher().drain();
    const eva = await as('Eva', { isAdmin: true, language: 'cs' });
    const { letters, total } = await listDeadLetters(eva);
    const card = JSON.stringify(deadLettersCard(letters, total, readerOf(eva)));
    expect(card).toContain('1 zprávu se nepodařilo doručit');
    expect(card).toContain(`<#${sales}>`);
    expect(card).toContain('Kanál je archivovaný');
    expect(card).toContain('Poslat znovu');
  });
});
