/** Views that stand in: loading, saving, and a message that has nowhere else to be said. */
import type { ModalView } from '@slack/types';
import type { Words } from '../i18n/catalog.ts';
import { plain, section } from './blocks.ts';

const bare = (t: Words, text: string): ModalView => ({
  type: 'modal',
  title: plain('Vizitka', 24),
  close: plain(t.common.close, 24),
  blocks: [section(text)],
});

export const loadingView = (t: Words): ModalView => bare(t, `⏳ ${t.common.loading}`);
export const savingView = (t: Words): ModalView => bare(t, `⏳ ${t.common.saving}`);
export const alertView = (t: Words, text: string): ModalView => bare(t, text);
