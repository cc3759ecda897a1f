/** Cards of a file that somebody dropped into Slack, and contacts out of them. */
import { transaction } from '../../../db/transaction.ts';
import { wordsFor } from '../../../i18n/catalog.ts';
import { formatDate } from '../../../i18n/format.ts';
import type { Ctx } from '../../../lib/context.ts';
import { CrmError, FieldErrors } from '../../../lib/errors.ts';
import type { CompanyId } from '../../../lib/ids.ts';
import { fold } from '../../../lib/text.ts';
import { dateIn } from '../../../lib/time.ts';
import type { Company } from '../../companies/model.ts';
import { keepCompany, searchCompanies } from '../../companies/service.ts';
import type { ByteSource } from '../../documents/storage.ts';
import { findAlike } from '../alike.ts';
import { createContact } from '../service.ts';
import type { Kept, SeenCard } from './model.ts';
import { cardBytes, readVCards } from './read.ts';

/** @param size as told before the first byte @throws CrmError vcard.* and file.* */
export async function readCards(
  ctx: Ctx,
  bytes: ByteSource,
  size: number,
): Promise<{ cards: SeenCard[]; broken: number }> {
  if (size > cardBytes) throw new CrmError('vcard.tooLarge', { megabytes: cardBytes / 1024 / 1024 });
  const chunks: Uint8Array[] = [];
  let read = 0;
  for await (const chunk of bytes) {
    read += chunk.byteLength;
    if (read > cardBytes) throw new CrmError('vcard.tooLarge', { megabytes: cardBytes / 1024 / 1024 });
    chunks.push(chunk);
  }
  const { cards, broken } = readVCards(Buffer.concat(chunks));
  const seen: SeenCard[] = [];
  for (const card of cards) {
    const known = card.company ? await findByName(ctx, card.company) : null;
    const wanted = { ...card.contact, companyId: known?.id ?? null };
    seen.push({ ...card, known, alike: await findAlike(ctx, wanted) });
  }
  return { cards: seen, broken };
}

async function findByName(ctx: Ctx, name: string): Promise<Company | null> {
  const found = await searchCompanies(ctx, name, 5);
  return found.find((company) => fold(company.name) === fold(name)) ?? null;
}

/** Each by itself: one that is refused does not take the others with it. */
export async function keepCards(ctx: Ctx, cards: SeenCard[]): Promise<Kept> {
  const kept: Kept = { created: 0, known: 0, failed: [] };
  for (const card of cards) {
    try {
      if (card.alike?.by === 'email') kept.known += 1;
      else {
        await keepCard(ctx, card);
        kept.created += 1;
      }
    } catch (error) {
      const refused = error instanceof FieldErrors ? error.errors[0] : error;
      if (!(refused instanceof CrmError)) throw error;
      kept.failed.push({ name: card.contact.name, error: refused });
    }
  }
  return kept;
}

const keepCard = (ctx: Ctx, { contact, company, known }: SeenCard) =>
  transaction(ctx, async (tx) => {
    const companyId: CompanyId | null =
      known?.id ?? (company ? (await keepCompany(tx, { name: company })).id : null);
    return createContact(tx, { ...contact, companyId, source: cardSource(tx) });
  });

/** `vizitka vCard, 8. 3. 2027`, in the firm's language. */
export const cardSource = ({ settings: { language, zone }, time }: Ctx): string =>
  wordsFor(language).vcards.from(formatDate(language, dateIn(time.now(), zone)));
