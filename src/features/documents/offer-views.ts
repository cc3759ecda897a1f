import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { actions, esc, type Message, plain, section } from '../../slack/blocks.ts';
import { dealNumber } from '../deals/model.ts';
import { importOffered } from '../imports/buttons.ts';
import { keepOffered, pickForOffered } from './buttons.ts';
import { namesLine } from './lines.ts';
import type { ShownOffer } from './reading.ts';

/** One reply in the thread with one button; what became of it later stands in its place. */
export function offerMessage(
  { offer, names, keptBy, where, importable }: ShownOffer,
  reader: Reader,
): Message {
  const { t } = reader;
  if (offer.kept) {
    const words = [namesLine(names), esc(cut(where ?? '', 200))] as const;
    const text = keptBy ? t.documents.keptBy(...words, esc(cut(keptBy, 80))) : t.documents.kept(...words);
    return { text, blocks: [section(text)] };
  }
  const text = t.documents.offer(namesLine(names));
  const bring = importable ? [importOffered.make(t.imports.button, offer.id)] : [];
  return { text, blocks: [section(text), actions([...bring, keepButton(offer, reader)])] };
}

const keepButton = ({ id, dealId }: ShownOffer['offer'], { t }: Reader) =>
  dealId === null
    ? pickForOffered.make(t.documents.keepWithSome, id)
    : keepOffered.make(t.documents.keepWith(dealNumber(dealId)), id);

/** While the bytes are on their way. */
export function savingMessage({ names }: ShownOffer, { t }: Reader): Message {
  const text = t.documents.saving(namesLine(names));
  return { text, blocks: [section(text)] };
}

/** What went wrong, and the same button again. */
export function failedMessage(shown: ShownOffer, trouble: string, reader: Reader): Message {
  const { t } = reader;
  return {
    text: esc(trouble),
    blocks: [
      section(t.documents.offer(namesLine(shown.names))),
      // Plain text: the trouble names the file, and files have all kinds of names.
      { type: 'section', text: plain(`⚠️ ${trouble}`, 3000) },
      actions([
        shown.offer.dealId === null
          ? pickForOffered.make(t.documents.tryAgain, shown.offer.id)
          : keepOffered.make(t.documents.tryAgain, shown.offer.id),
      ]),
    ],
  };
}
