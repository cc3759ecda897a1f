import { randomBytes } from 'node:crypto';

declare const brand: unique symbol;
type Id<Name extends string> = number & { [brand]: Name };

export type PersonId = Id<'person'>;
export type DealId = Id<'deal'>;
export type CompanyId = Id<'company'>;
export type ContactId = Id<'contact'>;
export type LeadId = Id<'lead'>;
export type ActivityId = Id<'activity'>;
export type FileId = Id<'file'>;
export type WatcherId = Id<'watcher'>;
export type DigestId = Id<'digest'>;
export type EventId = Id<'event'>;
export type EffectId = Id<'effect'>;

/** What an event, a card or an effect is about. */
export type SubjectKind =
  | 'deal'
  | 'company'
  | 'contact'
  | 'lead'
  | 'activity'
  | 'file'
  | 'person'
  | 'email'
  | 'digest'
  | 'import'
  | 'workspace';

export interface Subject {
  kind: SubjectKind;
  id: number;
}

/** 16 characters of 96 random bits: unique across databases, also after one is restored from a copy. */
export const randomId = (): string => randomBytes(12).toString('base64url');
