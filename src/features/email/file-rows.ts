/** What is attached to a mail, in its window: each with a button that opens it. */
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { type Blocks, context, esc, lineOf, section } from '../../slack/blocks.ts';
import { sizeText } from '../documents/lines.ts';
import { openFileOf } from './buttons.ts';
import type { EmailCard } from './card.ts';
import { isOpenable } from './file-copies.ts';
import type { EmailFile } from './model.ts';

/** More are named only. */
const mostRows = 15;

/** Neither parts of the text and the signature, nor what stands beside its wrapping. */
export const filesShown = ({ files }: Pick<EmailCard, 'files'>): EmailFile[] =>
  files.filter(
    ({ kind, details }) => kind !== 'inline' && kind !== 'signature' && details?.is !== 'unpacked',
  );

/** @param page the one of the window that shows them */
export function fileRows({ email, files }: EmailCard, page: number, reader: Reader): Blocks {
  const all = filesShown({ files });
  const rows = all.filter((file) => isOpenable(file, email)).slice(0, mostRows);
  const others = all.filter((file) => !rows.includes(file));
  return [
    ...rows.map((file, at) =>
      section(
        fileText(file, reader),
        openFileOf.make(reader.t.common.open, { email: email.id, file: file.sha256, page }, { suffix: at }),
      ),
    ),
    ...(others.length > 0
      ? [context(esc(cut(`📎 ${others.map(({ name }) => name).join(' · ')}`, 1500)))]
      : []),
  ];
}

function fileText({ name, size, details }: EmailFile, reader: Reader): string {
  const { dangers, isInside } = reader.t.mailFinds;
  const danger = details?.is === 'unsafe' ? details : null;
  const what = danger && dangers[danger.danger];
  return lineOf(
    ' · ',
    `${danger ? '⚠️' : '📎'} *${esc(cut(name, 120))}*`,
    what && esc(danger?.inside ? isInside(cut(danger.inside, 100), what) : what),
    sizeText(size, reader),
  );
}
