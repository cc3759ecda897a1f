import type { CrmCommand } from '../../slack/crm.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { findEverything } from './service.ts';
import { findForm, findModal, foundMessage, foundModal } from './views.ts';

export const findCommand: CrmCommand = {
  key: 'find',
  words: {
    en: ['find', 'search'],
    cs: ['najít', 'najdi', 'hledat', 'hledej'],
    sk: ['nájsť', 'nájdi', 'hľadať', 'hľadaj'],
  },
  help: (t) => t.search.help,
  async handle({ ctx, reader, open, say }, text) {
    if (!text) return open(() => findModal(reader));
    await say(foundMessage(await findEverything(ctx, text), reader));
  },
};

export function registerSearchHandlers(on: Handlers): void {
  on.submit(findForm, async ({ ctx, reader, form }) => ({
    update: foundModal(await findEverything(ctx, form.text('query') ?? ''), reader),
  }));
}
