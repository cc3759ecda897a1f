/** Windows and messages of absences, with the ugliest of names. */
import { absenceModal, standInCard } from '../../src/features/absences/views.ts';
import { rolesCard } from '../../src/features/admin/views.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { eva, ugly } from '../deals/ugly.ts';
import type { Gallery } from '../support/gallery.ts';

const until = '2027-04-01' as PlainDate;
const away = Array.from({ length: 40 }, () => ({
  name: ugly.slice(0, 200),
  until,
  standIn: ugly.slice(0, 200),
}));

export const gallery = (reader: Reader): Gallery => ({
  messages: {
    'you stand in': standInCard(eva, until, reader),
    'roles, and who is away': rolesCard({ admins: [eva], salesLeads: [eva], away }, reader, true),
  },
  modals: {
    absence: absenceModal(until, 'U0EVA00001', reader),
    'no absence': absenceModal(null, null, reader),
  },
});
