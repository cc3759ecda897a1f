/** By what the erased are known again: keyed digests, which say nothing without the key. Pure. */
import { createHmac } from 'node:crypto';
import { fold } from '../../lib/text.ts';
import type { Sought } from './part.ts';

export type MarkOf = 'email' | 'phone' | 'name';

/** 22 characters of 128 bits. */
export const markOf = (key: string, what: MarkOf, value: string): string =>
  createHmac('sha256', key)
    .update(`${what}:${what === 'phone' ? value.replace(/\D/g, '') : fold(value)}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url');

export const marksOf = (key: string, { emails, phones, names }: Sought): string[] => [
  ...new Set([
    ...emails.map((email) => markOf(key, 'email', email)),
    ...phones.map((phone) => markOf(key, 'phone', phone)),
    ...names.map((name) => markOf(key, 'name', name)),
  ]),
];
