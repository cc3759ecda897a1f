/** What one person's Home shows. */
import type { KnownBlock } from '@slack/types';
import type { Person } from '../../access/people.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { Listed } from '../deals/service.ts';
import type { Names } from '../reports/content.ts';
import type { PipelineRead } from '../reports/reading.ts';
import type { NudgeCard } from '../watching/nudge-card.ts';

export const pageSize = 10;

export interface Home {
  person: Person;
  /** of the page of `mine` */
  offset: number;
  /** their bids to submit until the end of today, overdue ones first */
  due: Listed;
  /** their other open deals */
  mine: Listed;
  /** their next steps until the end of today */
  steps: Listed;
  /** nudges that they have not answered, the nearest date first */
  nudges: NudgeCard[];
  pipeline: PipelineRead;
  names: Names;
  /** what other slices say waits for them */
  today: ((reader: Reader) => KnownBlock[])[];
  after: ((reader: Reader) => KnownBlock[])[];
}
