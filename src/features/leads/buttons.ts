/** Buttons of a lead, apart from its views, so that other slices' views can carry them. */
import type { LeadId, PersonId } from '../../lib/ids.ts';
import { button, choice, menu, modal, shortcut } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import type { LeadFilter } from './model.ts';

/** Opens the lead in a window: what a list's row carries. */
export const openLead = button<LeadId>('leads.open');

/** What is known before the form of a new lead opens. */
export interface NewLeadStart {
  name?: string;
  email?: string;
  phone?: string;
  position?: string;
  /** the value of a company's option (companies/picks.ts), and its text */
  company?: { value: string; text: string };
  source?: string;
  note?: string;
  /** kept in the event lead.created for the slice that asked */
  origin?: Record<string, unknown>;
}
export const startLead = button<NewLeadStart>('leads.start');
export const newLeadShortcut = shortcut('leads.new');
export const moreLeadFields = button<null>('leads.more');

/** What a button or a menu of a lead does. */
export type LeadDoing =
  | 'convert'
  | 'undoConversion'
  | 'edit'
  | 'nextStep'
  | 'handOver'
  | 'disqualify'
  | 'reopen'
  | 'whoSees';
export const doWithLead = button<{ id: LeadId; what: LeadDoing }>('leads.do');
export const leadMenu = menu<{ id: LeadId; what: LeadDoing }>('leads.menu');

export const leadWindow = modal<null>('leads.window');

/** Everything that a list of leads is drawn from. */
export type ListMeta = LeadFilter & { offset: number };
export const listLeadsOf = button<PersonId | null>('leads.list');
export const leadsPage = button<ListMeta>('leads.page');
/** the list's other choices are in the suffix of these: `leads.filterState#12.open.A` */
export const filterOwner = choice('leads.filterOwner');
export const filterState = choice('leads.filterState');
export const filterClass = choice('leads.filterClass');

export const leadSettings = button<null>('leads.settings');

/** A window over a lead, and where it was opened. */
export interface LeadPlace {
  id: LeadId;
  place: Place;
}
