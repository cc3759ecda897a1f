/**
 * Ids of buttons, menus and modals are typed and live beside their view. What a click carries is JSON in the
 * element's value, and it is parsed here alone.
 */
import type { Button as ButtonElement, ConfirmationDialog, Overflow, PlainTextOption } from '@slack/types';
import { plain } from './blocks.ts';

export interface ButtonId<T> {
  kind: 'button';
  id: string;
  make(text: string, value: T, options?: ButtonOptions): ButtonElement;
  read(value: string | undefined): T;
}

interface ButtonOptions {
  style?: 'primary' | 'danger';
  confirm?: ConfirmationDialog;
  /** tells apart several buttons of the same id within one block */
  suffix?: string | number;
  accessibilityLabel?: string;
}

export const button = <T>(id: string): ButtonId<T> => ({
  kind: 'button',
  id,
  make: (text, value, options = {}) => ({
    type: 'button',
    action_id: options.suffix === undefined ? id : `${id}#${options.suffix}`,
    text: plain(text, 75),
    value: JSON.stringify(value),
    ...(options.style ? { style: options.style } : {}),
    ...(options.confirm ? { confirm: options.confirm } : {}),
    ...(options.accessibilityLabel ? { accessibility_label: options.accessibilityLabel } : {}),
  }),
  read: (value) => JSON.parse(value ?? 'null') as T,
});

export interface MenuId<T> {
  kind: 'menu';
  id: string;
  make(options: { text: string; value: T }[], suffix?: string | number): Overflow;
  read(value: string | undefined): T;
}

/** An overflow menu: at most five entries, values short (75 characters of JSON). */
export const menu = <T>(id: string): MenuId<T> => ({
  kind: 'menu',
  id,
  make: (options, suffix) => ({
    type: 'overflow',
    action_id: suffix === undefined ? id : `${id}#${suffix}`,
    options: options.map(
      ({ text, value }): PlainTextOption => ({
        text: plain(text, 75),
        value: JSON.stringify(value),
      }),
    ),
  }),
  read: (value) => JSON.parse(value ?? 'null') as T,
});

/** A select, date picker or other input that acts at once, in a message or in a modal. */
export interface ChoiceId {
  kind: 'choice';
  id: string;
}
export const choice = (id: string): ChoiceId => ({ kind: 'choice', id });

/** A select whose options come as one types. */
export interface TypeAheadId {
  kind: 'typeAhead';
  id: string;
}
export const typeAhead = (id: string): TypeAheadId => ({ kind: 'typeAhead', id });

export interface ModalId<M> {
  kind: 'modal';
  id: string;
  /** what the modal remembers between opening and saving: at most 3000 characters of JSON */
  write(meta: M): string;
  read(metadata: string): M;
}
export const modal = <M>(id: string): ModalId<M> => ({
  kind: 'modal',
  id,
  write: (meta) => JSON.stringify(meta),
  read: (metadata) => JSON.parse(metadata || 'null') as M,
});

/** A shortcut of the manifest. */
export interface ShortcutId {
  kind: 'shortcut';
  id: string;
}
export const shortcut = (id: string): ShortcutId => ({ kind: 'shortcut', id });
