/** `/crm contact`: alone asks, with a name, an address or a number answers. */
import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { cleanLine, cut } from '../../lib/text.ts';
import { actions, type Blocks, esc, type Message, section } from '../../slack/blocks.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import { input, modalView, textField } from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import type { Request } from '../../slack/requests.ts';
import { readEmail } from './addresses.ts';
import { startContact } from './buttons.ts';
import { readContactCard } from './card.ts';
import { contactCard, contactCardModal } from './card-views.ts';
import type { Contact } from './model.ts';
import { findContactByEmail, searchContacts } from './service.ts';
import { contactRow } from './views.ts';

export const findContactForm = modal<null>('contacts.find');
const shown = 10;

export const contactCommand: CrmCommand = {
  key: 'contact',
  words: {
    en: ['contact', 'contacts', 'person'],
    cs: ['kontakt', 'kontakty', 'člověk', 'osoba'],
    sk: ['kontakt', 'kontakty', 'človek', 'osoba'],
  },
  help: (t) => t.contactCard.help,
  async handle(request, text) {
    const { ctx, reader } = request;
    if (!text) return request.open(() => findModal(reader));
    const found = await find(request, text);
    const [only, another] = found;
    await request.say(
      only && !another
        ? contactCard(await readContactCard(ctx, only.id), reader)
        : listOf(found, text, reader),
    );
  },
};

/** Slack writes an address or a number of a command as `<mailto:a@x|a@x>`, `<tel:...|...>`. */
const unlinked = (text: string): string => text.replace(/<(?:mailto|tel):([^|>]+)(?:\|[^>]*)?>/g, '$1');

async function find({ ctx }: Request, text: string): Promise<Contact[]> {
  const query = cut(cleanLine(unlinked(text)), 100);
  const address = readEmail(query);
  const known = address ? await findContactByEmail(ctx, address) : null;
  return known ? [known] : searchContacts(ctx, query, shown);
}

export async function windowOfFound(request: Request, text: string): Promise<ModalView> {
  const { ctx, reader } = request;
  const found = await find(request, text);
  const [only, another] = found;
  if (only && !another) return contactCardModal(await readContactCard(ctx, only.id), reader);
  return modalView({
    id: findContactForm,
    meta: null,
    title: reader.t.contactCard.find.title,
    close: reader.t.common.close,
    blocks: listOf(found, text, reader).blocks,
  });
}

const findModal = ({ t }: Reader): ModalView =>
  modalView({
    id: findContactForm,
    meta: null,
    title: t.contactCard.find.title,
    submit: t.search.go,
    close: t.common.cancel,
    blocks: [
      input('who', t.contactCard.find.who, textField(null, { limit: 100, focus: true })),
      actions([startContact.make(t.contacts.newContact, { companyId: null })]),
    ],
  });

function listOf(found: Contact[], text: string, reader: Reader): Message {
  const { t } = reader;
  const query = esc(cut(cleanLine(unlinked(text)), 60));
  const { nobody, several } = t.contactCard.find;
  const head = found.length === 0 ? nobody(query) : several(query);
  const blocks: Blocks = [
    section(head),
    ...found.map((contact) => contactRow(contact, reader)),
    actions([startContact.make(t.contacts.newContact, { companyId: null })]),
  ];
  return { text: head, blocks };
}
