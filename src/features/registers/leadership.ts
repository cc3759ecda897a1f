/** What the public register of a country adds: who acts for the company, and how. */
import { z } from 'zod';
import type { Instant, PlainDate } from '../../lib/time.ts';
import { Executive } from './executive.ts';
import type { Reason, Unavailable } from './model.ts';

/** What the public register adds to the record of a company. */
export const Leadership = z.object({
  executives: z.array(Executive),
  /** zpusobJednani: how they act for the company */
  acting: z.string().nullable(),
  /** `B 1581/KSBR` */
  courtFile: z.string().nullable(),
  /** of a Slovak company: RPO's search does not say it */
  legalForm: z.object({ code: z.string(), name: z.string().nullable() }).nullable(),
  /** of a Slovak company, in words; of a Czech one ARES has codes */
  activities: z.array(z.string()),
  /** SK NACE */
  nace: z.string().nullable(),
});
export type Leadership = z.infer<typeof Leadership>;

export type LeadershipAnswer =
  | { kind: 'found'; leadership: Leadership }
  /** not in the public register, as sole traders are not: no error */
  | { kind: 'notFound' }
  | Unavailable;

export type LeadershipLookup =
  | { kind: 'found'; leadership: Leadership; fetchedAt: Instant; trouble: Reason | null }
  | { kind: 'notFound'; fetchedAt: Instant; trouble: Reason | null }
  | Unavailable;

/** Those whose office has not ended. @param today in Europe/Prague */
export const executivesOn = ({ executives }: Leadership, today: PlainDate): Executive[] =>
  executives.filter(({ until }) => until === null || until > today);
