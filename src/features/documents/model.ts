import { CrmError } from '../../lib/errors.ts';
import type { ActivityId, CompanyId, DealId, FileId, LeadId, PersonId } from '../../lib/ids.ts';
import { cleanLine, cut } from '../../lib/text.ts';
import type { Instant } from '../../lib/time.ts';

/** What a file belongs to. With an activity it belongs to the activity's deal and company too. */
export type FileSubject =
  | { kind: 'deal'; id: DealId }
  | { kind: 'company'; id: CompanyId }
  | { kind: 'lead'; id: LeadId }
  | { kind: 'activity'; id: ActivityId };

/** How it came. */
export type FileOrigin =
  | { by: 'form' }
  | { by: 'message'; channel: string; ts: string; permalink: string | null }
  | { by: 'email'; emailId: number };

/** A file in the messenger that is not ours yet. */
export interface OfferedFile {
  id: string;
  name: string;
  /** bytes */
  size: number;
  mimetype: string;
  /** where its bytes are, for who has the token */
  url: string;
  /** kept by another service: there are no bytes to be had */
  isExternal: boolean;
}

/** Bytes that are kept, by their SHA-256 in lower-case hex. */
export interface Blob {
  sha256: string;
  size: number;
}

export interface StoredFile extends Blob {
  id: FileId;
  name: string;
  mime: string;
  folder: string | null;
  dealId: DealId | null;
  companyId: CompanyId | null;
  activityId: ActivityId | null;
  /** the lead it came to; it stays when the lead becomes a deal */
  leadId: LeadId | null;
  authorId: PersonId | null;
  origin: FileOrigin;
  /** it would run something when it is opened; null for all that people bring themselves */
  danger: Danger | null;
  createdAt: Instant;
}

/** What makes a file that came by mail one that is not opened unasked. */
export type Danger = 'program' | 'script' | 'macros';

/** A list of files: of a deal, of a company with all its deals, or of one activity. */
export type FilesOf = FileSubject;

export const pageSize = 10;
export const nameLimit = 200;
export const folderLimit = 60;

/** Folders that a deal starts with; a firm's own come from what was typed before. */
export const folders = ['enquiry', 'offer', 'contract', 'drawings', 'minutes', 'other'] as const;
export type FolderKey = (typeof folders)[number];
export const isFolderKey = (text: string): text is FolderKey => folders.includes(text as FolderKey);

/** A name without path, control and bidi characters, its ending kept when it is cut. */
export function fileName(given: string): string {
  const last = given.split(/[\\/]/).findLast((part) => cleanLine(part) !== '') ?? '';
  // Names that start with dots are hidden, or mean a folder.
  const name = cleanLine(last).replace(/^\.+/, '').trim() || 'file';
  const ending = endingOf(name);
  const stem = name.slice(0, name.length - ending.length);
  return `${cut(stem, nameLimit - [...ending].length)}${ending}`;
}

const endingOf = (name: string): string => /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? '';

/** What a person calls a file from now on; its ending stays when they leave it out. @throws CrmError required, file.slash */
export function renamed(typed: string, before: string): string {
  if (/[\\/]/.test(typed)) throw new CrmError('file.slash', {}, 'name');
  const name = cleanLine(typed).replace(/^\.+/, '').trim();
  if (!name) throw new CrmError('required', {}, 'name');
  return fileName(endingOf(name) ? name : `${name}${endingOf(before)}`);
}

/** `application/pdf`; what is no type at all counts as bytes */
export const mimeType = (given: string | null | undefined): string =>
  /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.exec(given?.split(';')[0]?.trim().toLowerCase() ?? '')?.[0] ??
  'application/octet-stream';
