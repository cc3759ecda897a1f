/** "Who sees this?" of each kind of thing. */
import type { Person } from '../../src/access/people.ts';
import type { ThingAudience } from '../../src/features/audience/card.ts';
import { thingAudienceModal } from '../../src/features/audience/views.ts';
import type { Deal } from '../../src/features/deals/model.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import { ugly } from '../deals/ugly.ts';
import type { Gallery } from '../support/gallery.ts';

const person = (id: number, name: string) => ({ id, name }) as Person;
const eva = person(1, 'Eva');
const deal = { id: 42, name: ugly } as Deal;
const closed = { restricted: true, owner: eva, named: [person(2, ugly.slice(0, 80))], admins: [] };
const open = { ...closed, restricted: false, named: [], admins: [eva] };

export const things: Record<string, ThingAudience> = {
  company: { kind: 'company', name: ugly },
  contact: { kind: 'contact', name: 'Ing. Petr Říha' },
  'mail in a deal': {
    kind: 'emailInDeal',
    name: ugly,
    deal,
    audience: open,
    privacy: { level: 'full', holders: [] },
  },
  'mail in a restricted deal': {
    kind: 'emailInDeal',
    name: ugly,
    deal,
    audience: closed,
    privacy: { level: 'subject', holders: ['Eva', ugly.slice(0, 80)] },
  },
  'mail with a contact': { kind: 'emailLogged', name: '', privacy: { level: 'happened', holders: [] } },
  'mail that waits': { kind: 'emailWaiting', name: ugly, asked: eva, colleague: person(3, 'Tomáš') },
  'mail that waits for nobody': { kind: 'emailWaiting', name: '', asked: null, colleague: null },
};

export const gallery = (reader: Reader): Gallery => ({
  messages: {},
  modals: Object.fromEntries(
    Object.entries(things).map(([name, thing]) => [`who sees: ${name}`, thingAudienceModal(thing, reader)]),
  ),
});
