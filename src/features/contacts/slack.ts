import type { ContactId } from '../../lib/ids.ts';
import type { PlainDate } from '../../lib/time.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest } from '../../slack/requests.ts';
import { showAudience } from '../audience/slack.ts';
import { contactsWindow } from '../companies/views.ts';
import { openMerge } from '../merging/opening.ts';
import { contactMenu, openContact } from './buttons.ts';
import { readContactCard } from './card.ts';
import { contactCard, contactCardModal, contactWindow, silenceForm, silenceModal } from './card-views.ts';
import { findContactForm, windowOfFound } from './command.ts';
import { registerContactFormHandlers } from './form-slack.ts';
import { addressAs, approachAgain, keepAway } from './manners-service.ts';
import { searchContacts } from './service.ts';
import { contactSuggestions, pickContacts } from './views.ts';

const suggested = 20;

export function registerContactHandlers(on: Handlers): void {
  registerContactFormHandlers(on);

  on.suggest(pickContacts, async ({ ctx, query, meta, reader }) => {
    const companyId = (meta as { companyId?: number } | null)?.companyId ?? null;
    return contactSuggestions(await searchContacts(ctx, query, suggested, companyId as never), query, reader);
  });

  on.submit(findContactForm, async (request) => ({
    update: await windowOfFound(request, request.form.text('who') ?? ''),
  }));

  on.action(openContact, async (request) => {
    const { ctx, value, reader, view } = request;
    const isPeople = view?.type === 'modal' && view.callback_id === contactsWindow.id;
    const below = view as { previous_view_id?: string | null } | null;
    // Slack stacks three windows, and from a card one more must open: over two, the card takes the place of the list.
    if (isPeople && below?.previous_view_id)
      return request.update(contactCardModal(await readContactCard(ctx, value), reader));
    const people = isPeople ? (request.place.view ?? null) : null;
    await request.open(async () => contactCardModal(await readContactCard(ctx, value), reader, { people }));
  });

  on.action(contactMenu, async (request) => {
    const { id, what } = request.value;
    if (what === 'whoSees') return showAudience(request, { kind: 'contact', id });
    if (what === 'merge') return openMerge(request, { kind: 'contact', id });
    if (what === 'silence')
      return request.open(async () => {
        const card = await readContactCard(request.ctx, id);
        return silenceModal(card, request.place, peopleUnder(request), request.reader);
      });
    if (what === 'again') await approachAgain(request.ctx, id);
    else {
      const { familiar } = await readContactCard(request.ctx, id);
      await addressAs(request.ctx, id, request.person.id, !familiar);
    }
    await redraw(request, id);
  });

  on.submit(silenceForm, async (request) => {
    const { ctx, form, meta, reader } = request;
    await keepAway(ctx, meta.id, {
      since: (form.choice('since') ?? reader.today) as PlainDate,
      saidBy: form.text('saidBy'),
      source: form.text('source'),
    });
    request.after(async () => {
      const card = await readContactCard(ctx, meta.id);
      await request.bringUpToDate(meta.place, {
        message: contactCard(card, reader),
        view: contactCardModal(card, reader, { people: meta.people }),
      });
    });
    return undefined;
  });
}

const peopleUnder = ({ view }: ActionRequest<unknown>): string | null =>
  view?.callback_id === contactWindow.id ? contactWindow.read(view.private_metadata ?? '').people : null;

async function redraw(request: ActionRequest<unknown>, id: ContactId): Promise<void> {
  const card = await readContactCard(request.ctx, id);
  if (request.view?.type !== 'modal') return request.replace(contactCard(card, request.reader));
  await request.update(contactCardModal(card, request.reader, { people: peopleUnder(request) }));
}
