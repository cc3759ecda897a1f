import { describe, expect, it } from 'vitest';
import { ownKinds } from '../../src/features/activities/model.ts';
import { stageKeys } from '../../src/features/deals/model.ts';
import { headingKeys, recogniseColumns } from '../../src/features/imports/columns.ts';
import { fieldKeys } from '../../src/features/imports/model.ts';
import { activityKindOf, stageByWord } from '../../src/features/imports/row-words.ts';
import { languages, wordsFor } from '../../src/i18n/catalog.ts';

describe.each(languages)('words of an export in %s', (language) => {
  const t = wordsFor(language);
  const ours = new Set<string>(fieldKeys);

  it('are headings that an import takes for what they are, or leaves out as not its own', () => {
    for (const [key, heading] of Object.entries(t.exports.headings)) {
      // A day is one of an activity only beside what was written down.
      const beside =
        heading === t.exports.headings['activity.on'] ? [t.exports.headings['activity.text']] : [];
      const found = recogniseColumns([...beside, heading])[headingKeys([heading])[0] as string];
      expect({ heading, found }).toEqual({ heading, found: ours.has(key) ? key : null });
    }
  });

  it('are stages and kinds of activities that an import reads', () => {
    for (const stage of stageKeys) expect(stageByWord(t.deals.stages[stage])).toEqual({ value: stage });
    for (const kind of ownKinds) expect(activityKindOf(t.activities.kinds[kind])).toBe(kind);
  });
});
