import type { PlainTextOption, SectionBlock } from '@slack/types';
import { formatDate } from '../../i18n/format.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { ContactId } from '../../lib/ids.ts';
import { cleanLine, cut } from '../../lib/text.ts';
import type { PlainDate } from '../../lib/time.ts';
import { bold, esc, lineOf, section } from '../../slack/blocks.ts';
import { option } from '../../slack/forms.ts';
import { typeAhead } from '../../slack/ids.ts';
import { openContact } from './buttons.ts';
import { type Bounce, type Contact, fullName, isAway } from './model.ts';
import { type ContactPhone, showPhone } from './phones.ts';

/** Picks people from the shared register; used wherever a form asks who. */
export const pickContacts = typeAhead('contacts.pick');

/** One person on a line; the phone can be tapped. */
export const contactRow = (contact: Contact, reader: Reader): SectionBlock =>
  section(
    lineOf(
      '\n',
      lineOf(
        ' · ',
        `👤 ${bold(esc(cut(fullName(contact), 150)))}`,
        contact.position && esc(cut(contact.position, 100)),
      ),
      silenceLine(contact, reader),
      reachLine(contact, reader),
      contact.bounce && esc(bounceLine(contact.bounce, reader)),
      awayLine(contact, reader),
    ),
    openContact.make(reader.t.common.open, contact.id),
  );

/** `⚠️ Neoslovovat od 3. 3. 2027 (podle: Petr Říha; e-mail)`: always before phone and address. Text for mrkdwn. */
export function silenceLine({ doNotApproach }: Contact, { t, date }: Reader): string | null {
  if (!doNotApproach) return null;
  const { since, saidBy, source } = doNotApproach;
  const why = lineOf(
    '; ',
    saidBy && t.contactCard.silence.by(esc(cut(saidBy, 100))),
    source && esc(cut(source, 100)),
  );
  return `⚠️ ${bold(t.contactCard.silence.line(date(since)))}${why ? ` (${why})` : ''}`;
}

/** `601 000 123 · riha@x.example`: how to reach them. Text for mrkdwn. */
export const reachLine = (contact: Contact, reader: Reader): string =>
  lineOf(' · ', phonesText(contact, reader), emailText(contact));

const shownPhones = 3;

/** Each can be tapped; what they are where there are several. Text for mrkdwn. */
export const phonesText = ({ phones }: Contact, reader: Reader): string =>
  phones
    .slice(0, shownPhones)
    .map((one) => {
      const kind = phones.length > 1 && one.kind ? ` (${reader.t.contacts.kinds[one.kind]})` : '';
      return `${phoneLink(one, reader)}${kind}`;
    })
    .join(' · ');

/** `⚠️ riha@x.example` where mail came back. Text for mrkdwn. */
export const emailText = ({ email, bounce }: Contact): string | null =>
  email && `${bounce ? '⚠️ ' : ''}${esc(cut(email, 100))}`;

/** `pošta se vrátila 3. 3.: adresa neexistuje (5.1.1)` */
export function bounceLine({ at, why, status }: Bounce, { t, stamp }: Reader): string {
  const reason = t.mailFinds.bounced[why];
  return t.mailFinds.bouncedOn(status ? `${reason} (${status})` : reason, stamp(at));
}

/** `⚠️ Marek Hudec: pošta se vrátila 23. 11. v 9:31: adresa neexistuje`. Text for mrkdwn. */
export const unreachedLine = ({ name, bounce }: Contact, reader: Reader): string | null =>
  bounce && `⚠️ ${esc(`${cut(name, 100)}: ${bounceLine(bounce, reader)}`)}`;

/** `🏖️ Petr Říha je do 15. 3. mimo kancelář`, while it lasts. Text for mrkdwn. */
export function awayLine(contact: Contact, { t, today, language }: Reader): string | null {
  const { away } = contact;
  if (!away || !isAway(contact, today)) return null;
  const name = esc(cut(contact.name, 100));
  const shown = (day: PlainDate) =>
    formatDate(language, day, { year: day.slice(0, 4) !== today.slice(0, 4) });
  return away.from && away.from > today
    ? t.mailFinds.awayFrom(name, shown(away.from), shown(away.until))
    : t.mailFinds.away(name, shown(away.until));
}

/** `<tel:+420601000123|601 000 123>` */
export const phoneLink = (phone: ContactPhone, { language }: Reader): string => {
  const shown = esc(cut(showPhone(phone, language), 50));
  return phone.number ? `<tel:${phone.number}|${shown}>` : shown;
};

export const contactOption = (contact: Contact): PlainTextOption =>
  option(fullName(contact), `p:${contact.id}`, contact.position ?? contact.email ?? undefined);

/** The ones found, and the way to make a new one. */
export function contactSuggestions(found: Contact[], query: string, { t }: Reader): PlainTextOption[] {
  const name = cleanLine(query);
  const create = name ? [option(t.contacts.create(cut(name, 50)), `n:${cut(name, 73)}`)] : [];
  return [...found.map(contactOption), ...create];
}

/** What was picked: people of the register, and names of new ones. */
export function readContactPicks(values: string[]): { ids: ContactId[]; names: string[] } {
  const of = (kind: string) =>
    values.filter((value) => value.startsWith(kind)).map((value) => value.slice(2));
  return { ids: of('p:').map((id) => Number(id) as ContactId), names: of('n:') };
}
