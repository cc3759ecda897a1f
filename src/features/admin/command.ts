import type { CrmCommand } from '../../slack/crm.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { CommandRequest } from '../../slack/requests.ts';
import { matchSubcommand } from '../../slack/subcommands.ts';
import { dropboxOf } from '../email/mailboxes/mailbox-people.ts';
import { askLanguageOnce } from './service.ts';
import { type Help, helpPage, unknownCommand } from './views.ts';

const helpCommand: Omit<CrmCommand, 'handle'> = {
  key: 'help',
  words: { en: ['help', '?'], cs: ['pomoc', 'nápověda'], sk: ['pomoc', 'nápoveda'] },
  help: (t) => t.admin.commands.help,
};

/** What the reader's own language calls it, whatever language they nearly wrote. */
const wordFor = (key: string | undefined, all: CrmCommand[], { reader }: CommandRequest): string | null =>
  all.find((one) => one.key === key)?.words[reader.language][0] ?? null;

/** `/crm`: help when nothing is said, else what the slices bring. */
export function registerCrmCommand(on: Handlers, commands: CrmCommand[]): void {
  const all: CrmCommand[] = [
    ...commands,
    { ...helpCommand, handle: (request) => request.say(helpPage(helpOf(request), request.reader)) },
  ];
  const helpOf = ({ ctx }: CommandRequest): Help => ({ commands: all, dropbox: dropboxOf(ctx) });
  const table = Object.fromEntries(
    all.map(({ key, words }) => [key, [...words.en, ...words.cs, ...words.sk]]),
  );
  on.command('/crm', async (request) => {
    const said = matchSubcommand(request.text || 'help', table);
    const command = all.find((one) => one.key === said.key);
    if (command && said.key !== null) await command.handle(request, said.rest);
    else if (said.key === null)
      await request.say(
        unknownCommand(said.word, wordFor(said.closest?.key, all, request), helpOf(request), request.reader),
      );
    await askLanguageOnce(request.ctx, request.person);
  });
}
