/** Buttons of activities, apart from their views, so that other slices' views can carry them. */
import type { ActivityId, ContactId } from '../../lib/ids.ts';
import { button, choice, modal, shortcut, typeAhead } from '../../slack/ids.ts';
import type { TimelineOf } from './model.ts';
import type { Origin } from './origin.ts';
import type { Target } from './target.ts';

/** Opens the form; about nothing yet when the target is null. */
export const logAbout = button<{ target: Target | null; contactId?: ContactId }>('activities.log');
export const openTimeline = button<TimelineOf>('activities.timeline');
export const openEntry = button<ActivityId>('activities.entry');

export const logShortcut = shortcut('activities.log');
export const logMessageShortcut = shortcut('activities.logMessage');

export const chooseKind = button<string>('activities.kind');
export const showMore = button<null>('activities.more');
export const targetField = typeAhead('activities.target');
export const contactsField = typeAhead('activities.contacts');
export const howMuch = choice('activities.howMuch');
export const undoLog = button<ActivityId>('activities.undo');
export const redoLog = button<ActivityId>('activities.redo');

export const timelinePage = button<number>('activities.page');
export const filterKind = choice('activities.filterKind');
export const filterPerson = choice('activities.filterPerson');
export const backToTimeline = button<null>('activities.back');
export const editEntry = button<ActivityId>('activities.edit');
export const deleteEntry = button<ActivityId>('activities.delete');
export const restoreEntry = button<ActivityId>('activities.restore');

/** What the form remembers between opening and saving. */
export interface LogMeta {
  kind: string;
  target: Target | null;
  /** with whom, when it began at their card */
  contactId?: ContactId;
  /** more fields are shown */
  more: boolean;
  /** where the answer is whispered */
  channel: string | null;
  /** what is on the screen about it */
  origin: Origin | null;
  /** the message it comes from */
  message: { channel: string; ts: string; permalink: string } | null;
  /** of that message, when the app can read it */
  thread: ThreadMeta | null;
  /** it has one that the app cannot read, because it is not there */
  threadNeedsInvite: boolean;
  /** the app is not where the message is, and could be invited */
  couldInvite: boolean;
  /** an entry that is being changed */
  id: ActivityId | null;
  /** the timeline under it */
  back: TimelineMeta | null;
}

export interface ThreadMeta {
  /** what it says, kept beside the form */
  draft: number;
  /** messages that people wrote */
  count: number;
  /** its first message */
  ts: string;
  permalink: string;
  /** all of it is the minutes, not the message alone */
  whole: boolean;
  /** how often that was changed: the field of minutes begins anew each time */
  turn: number;
  /** characters of the thread that follow what the field shows */
  rest: number;
}

/** A form about nothing yet. */
export const blankLog: Omit<LogMeta, 'kind'> = {
  target: null,
  more: false,
  channel: null,
  origin: null,
  message: null,
  thread: null,
  threadNeedsInvite: false,
  couldInvite: false,
  id: null,
  back: null,
};
export const logForm = modal<LogMeta>('activities.log');

export interface TimelineMeta {
  of: TimelineOf;
  offset: number;
  /** a kind, or 'pinned' */
  only: string | null;
  /** Slack id of a colleague */
  person: string | null;
}
export const timelineWindow = modal<TimelineMeta>('activities.timeline');

export interface EntryMeta {
  id: ActivityId;
  back: TimelineMeta | null;
}
export const entryWindow = modal<EntryMeta>('activities.entry');
