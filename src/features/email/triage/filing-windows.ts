/** Windows that ask where a mail belongs and who its sender is. */
import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import { context, esc, lineOf } from '../../../slack/blocks.ts';
import { input, modalView, option, selectField, textField, typeAheadField } from '../../../slack/forms.ts';
import { modal, typeAhead } from '../../../slack/ids.ts';
import type { Place } from '../../../slack/requests.ts';
import { companyField, companyOption, pickValue } from '../../companies/picks.ts';
import { nameFrom } from '../addresses.ts';
import type { EmailCard } from '../card.ts';
import { subjectOf } from '../mail-lines.ts';
import type { Address, EmailId } from '../model.ts';
import { isNoticeMail } from '../reading/portals.ts';
import { isNobodys } from '../sender.ts';

/** The mail, and the card from which the window was opened. */
interface FilingMeta {
  email: EmailId;
  /** none in a window that was open through an upgrade */
  place?: Place;
}
export const pickForm = modal<FilingMeta>('email.pickForm');
export const contactForm = modal<FilingMeta>('email.contactForm');
/** a deal or a company: target.ts of the activities */
export const placeField = typeAhead('email.place');

/** Which deal or company, and whether its sender becomes a contact. */
export const pickModal = (card: EmailCard, reader: Reader, place: Place = {}): ModalView => {
  const { t } = reader;
  return modalView({
    id: pickForm,
    meta: { email: card.email.id, place },
    title: t.email.form.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      context(esc(lineOf(' · ', subjectOf(card, reader), card.email.counterpart))),
      input('place', t.filing.place, typeAheadField(placeField, null, { minLength: 1, focus: true }), {
        hint: t.filing.placeHint,
      }),
      ...(card.contact || !card.email.counterpart || isNoticeMail(card.email) || isNobodys(card.email)
        ? []
        : [
            input('contact', t.email.form.contact, textField(suggestedName(card), { limit: 150 }), {
              optional: true,
              hint: t.email.form.contactHint,
            }),
            ...signatureFields(card, reader),
          ]),
      ...scopeField(card, reader),
    ],
  });
};

export const contactModal = (card: EmailCard, reader: Reader, place: Place = {}): ModalView => {
  const { t } = reader;
  return modalView({
    id: contactForm,
    meta: { email: card.email.id, place },
    title: t.email.form.contactTitle,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      context(esc(cut(card.email.counterpart ?? subjectOf(card, reader), 200))),
      input('contact', t.email.form.contact, textField(suggestedName(card), { limit: 150, focus: true })),
      ...signatureFields(card, reader),
      input('company', t.email.form.company, companyField(likelyCompany(card, reader), reader), {
        optional: true,
      }),
      ...scopeField(card, reader),
    ],
  });
};

const signatureFields = ({ facts }: EmailCard, { t }: Reader): InputBlock[] => [
  input('phone', t.email.form.phone, textField(facts.phone, { limit: 40 }), { optional: true }),
  input('position', t.filing.position, textField(facts.position, { limit: 100 }), { optional: true }),
];

/** The company we know them by, else the one whose IČO they sign with. */
function likelyCompany({ company, signatureCompany }: EmailCard, reader: Reader): PlainTextOption | null {
  if (company) return companyOption(company, reader);
  if (!signatureCompany) return null;
  const { name, ico, companyId, city } = signatureCompany;
  const pick = companyId ? { kind: 'own' as const, id: companyId } : { kind: 'register' as const, ico };
  return option(name, pickValue(pick), reader.t.registers.hint(ico, city ? [city] : []));
}

/** The whole card, or this mail alone. */
function scopeField({ joined }: EmailCard, { t }: Reader): InputBlock[] {
  if (joined.length === 0) return [];
  const options = [option(t.filing.all(joined.length + 1), 'all'), option(t.filing.one, 'one')];
  return [input('scope', t.filing.appliesTo, selectField(options, 'all'))];
}

/** The display name the sender chose, else the part before the @ made to look like one. */
export function suggestedName({ email, text }: Pick<EmailCard, 'email' | 'text'>): string {
  const address = email.counterpart ?? '';
  const everyone: Address[] = [...(email.from ? [email.from] : []), ...(text?.to ?? []), ...(text?.cc ?? [])];
  const written = everyone.find((one) => one.address === address)?.name;
  if (written && !written.includes('@')) return cut(written, 150);
  return nameFrom(address);
}
