import { describe, expect, it } from 'vitest';
import { sales, stage } from './stage.ts';

describe('a message', () => {
  it('arrives where it was sent, and is remembered', async () => {
    const { say, dispatcher, texts, rows, system } = await stage();
    await say('Anna', 'Zítra odevzdáváme');
    await say(sales, 'Nová příležitost');
    await dispatcher().drain();
    expect(texts('Anna')).toEqual(['Zítra odevzdáváme']);
    expect(texts(sales)).toEqual(['Nová příležitost']);
    expect((await rows()).every((row) => row.sent_at !== null && row.claim === null)).toBe(true);
    expect(await system.db('slack_messages').pluck('person_slack_id')).toEqual(['UANNA', null]);
  });
});
