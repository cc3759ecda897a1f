import type { InputBlockElement, KnownBlock, ModalView } from '@slack/types';
import { languages } from '../../i18n/catalog.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { Country } from '../../lib/context.ts';
import type { DigestId } from '../../lib/ids.ts';
import type { Zone } from '../../lib/time.ts';
import { section } from '../../slack/blocks.ts';
import {
  checkField,
  type FormValues,
  input,
  modalView,
  option,
  selectField,
  timeField,
} from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import { type ContentKey, contentKeys, type DigestFields } from './model.ts';

export interface DigestFormMeta {
  id: DigestId | null;
  /** given: the digest is this channel's, and there is nothing to choose */
  channel: string | null;
}
export const digestForm = modal<DigestFormMeta>('reports.digest');

export interface DigestFormStart {
  id: DigestId | null;
  fields: Omit<DigestFields, 'channel'> & { channel: string | null };
  zones: Zone[];
  /** what is in the way in the channel, said before it is saved */
  warning: string | null;
}

/** Weekday mornings, everything in it, holidays left out. */
export const usualDigest = (
  reader: Reader,
  country: Country,
  channel: string | null,
): DigestFormStart['fields'] => ({
  channel,
  days: [1, 2, 3, 4, 5],
  clock: '08:00',
  zone: reader.zone,
  language: reader.language,
  contents: [...contentKeys],
  daysOff: country,
  silentWhenEmpty: false,
});

export function digestModal({ id, fields, zones, warning }: DigestFormStart, reader: Reader): ModalView {
  const { t } = reader;
  const words = t.reports.settings;
  const { channel } = fields;
  const day = (name: string, index: number) => option(name, String(index + 1));
  const daysOff = [
    option(words.daysOffNone, 'none'),
    option(words.daysOffOf.CZ, 'CZ'),
    option(words.daysOffOf.SK, 'SK'),
  ];
  const whenEmpty = [option(words.emptyLine, 'line'), option(words.emptySilent, 'silent')];
  const blocks: KnownBlock[] = [
    ...(warning ? [section(`⚠️ ${warning}`)] : []),
    channel ? section(words.forChannel(`<#${channel}>`)) : input('channel', words.channel, channelField()),
    input('days', words.days, checkField(words.dayNames.map(day), fields.days.map(String))),
    input('clock', words.time, timeField(fields.clock)),
    input(
      'zone',
      words.zone,
      selectField(
        zones.map((zone) => option(zone, zone)),
        fields.zone,
      ),
    ),
    input(
      'language',
      words.language,
      selectField(
        languages.map((one) => option(t.reports.languages[one], one)),
        fields.language,
      ),
    ),
    input(
      'contents',
      words.contents,
      checkField(
        contentKeys.map((key) => option(words.contentNames[key], key)),
        fields.contents,
      ),
    ),
    input('daysOff', words.daysOff, selectField(daysOff, fields.daysOff ?? 'none')),
    input('whenEmpty', words.whenEmpty, selectField(whenEmpty, fields.silentWhenEmpty ? 'silent' : 'line')),
  ];
  return modalView({
    id: digestForm,
    meta: { id, channel },
    title: words.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks,
  });
}

const channelField = (): InputBlockElement => ({
  type: 'conversations_select',
  filter: { include: ['public', 'private'], exclude_external_shared_channels: true, exclude_bot_users: true },
});

export const readDigestForm = (form: FormValues, meta: DigestFormMeta): DigestFields => ({
  channel: meta.channel ?? form.choice('channel') ?? '',
  days: form.choices('days').map(Number).sort(),
  clock: form.choice('clock') ?? '08:00',
  zone: form.choice('zone') ?? 'UTC',
  language: (form.choice('language') ?? 'en') as DigestFields['language'],
  contents: contentKeys.filter((key: ContentKey) => form.choices('contents').includes(key)),
  daysOff: form.choice('daysOff') === 'none' ? null : (form.choice('daysOff') as Country),
  silentWhenEmpty: form.choice('whenEmpty') === 'silent',
});
