import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { actions, context, esc, section } from '../../slack/blocks.ts';
import { checkField, input, modalView, option, textField } from '../../slack/forms.ts';
import { button, menu, modal } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { kindLabel } from './lines.ts';
import { type ActivityKind, kindLimit, kindNameLimit } from './model.ts';

export const newKind = button<null>('activities.newKind');
export const kindMenu = menu<{ key: string; do: 'edit' | 'delete' }>('activities.kindMenu');
export const kindsWindow = modal<null>('activities.kinds');
export interface KindMeta {
  /** null: a new one */
  key: string | null;
  /** the list under it */
  place: Place;
}
export const kindForm = modal<KindMeta>('activities.kind');

/** The product's own kinds, then the firm's, which admins change. */
export function kindsModal(kinds: ActivityKind[], reader: Reader): ModalView {
  const { t } = reader;
  const own = kinds.filter((kind) => kind.names !== null);
  return modalView({
    id: kindsWindow,
    meta: null,
    title: t.kinds.title,
    close: t.common.close,
    blocks: [
      section(
        kinds
          .filter((kind) => kind.names === null)
          .map((kind) => kindLabel(kind, reader))
          .join('   '),
      ),
      ...own.map((kind) => section(esc(kindLabel(kind, reader)), rowMenu(kind, reader))),
      ...(own.length === 0 ? [context(t.kinds.none)] : []),
      ...(kinds.length < kindLimit ? [actions([newKind.make(t.kinds.add, null)])] : []),
    ],
  });
}

const rowMenu = ({ key }: ActivityKind, { t }: Reader) =>
  kindMenu.make(
    [
      { text: t.common.edit, value: { key, do: 'edit' } },
      { text: t.activities.delete, value: { key, do: 'delete' } },
    ],
    key,
  );

export function kindModal(meta: KindMeta, kind: ActivityKind | null, reader: Reader): ModalView {
  const { t, language } = reader;
  const words = t.kinds.fields;
  const name = (field: 'en' | 'cs' | 'sk') =>
    input(field, words[field], textField(kind?.names?.[field] ?? null, { limit: kindNameLimit }), {
      optional: field !== language,
      ...(field === language ? {} : { hint: t.kinds.sameHint }),
    });
  const fields = [language, ...(['cs', 'sk', 'en'] as const).filter((one) => one !== language)];
  return modalView({
    id: kindForm,
    meta,
    title: meta.key ? t.kinds.change : t.kinds.add,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      ...fields.map(name),
      input('emoji', words.emoji, textField(kind && kind.emoji !== '•' ? kind.emoji : null, { limit: 20 }), {
        optional: true,
        hint: t.kinds.emojiHint,
      }),
      input(
        'directed',
        words.directed,
        checkField([option(t.kinds.isDirected, 'yes')], kind?.directed ? ['yes'] : []),
        { optional: true },
      ),
    ],
  });
}
