import { describe, expect, it } from 'vitest';
import { cardLines, windowLines } from '../../src/features/fields/card-views.ts';
import type { RecordFields } from '../../src/features/fields/model.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import { checkView } from '../../src/sandbox/checker/check.ts';
import { sectionsOf } from '../../src/slack/blocks.ts';
import { now } from '../deals/ugly.ts';
import { allSteps, fullForm, gallery, manyFields } from './gallery.ts';

const czech = readerFor('cs', 'Europe/Prague', now);

describe.each(languages)('in %s', (language) => {
  const { modals } = gallery(readerFor(language, 'Europe/Prague', now));

  it.each(Object.entries(modals))('Slack takes the window: %s', (_name, view) => {
    expect(checkView(view)).toEqual([]);
  });
});

describe('two hundred fields with all they can hold', () => {
  it('come in steps that Slack takes, each field once and in order', () => {
    const steps = allSteps(czech);
    const shown = steps.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : [])),
    );
    expect(shown).toEqual(manyFields.map(({ id }) => `field${id}`));
    expect(steps.length).toBeLessThan(20);
    for (const view of steps) {
      expect(view.blocks.length).toBeLessThanOrEqual(100);
      expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(250_000);
      expect([...(view.private_metadata ?? '')].length).toBeLessThan(3000);
    }
  });

  it('fit into a window, of which a message shows three, and never a restricted one', () => {
    const record: RecordFields = { ...fullForm, kept: [], names: new Map([[1, 'Eva']]) };
    const restricted = manyFields.filter((field) => field.restricted);
    expect(cardLines(record, czech)).toHaveLength(1);
    expect(cardLines({ ...record, fields: restricted }, czech)).toEqual([]);
    expect(windowLines(record, czech)).toHaveLength(200);
    expect(sectionsOf(windowLines(record, czech)).length).toBeLessThan(60);
  });
});
