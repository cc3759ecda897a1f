import type { CrmCommand } from '../../slack/crm.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { CommandRequest } from '../../slack/requests.ts';
import { matchSubcommand } from '../../slack/subcommands.ts';
import { askLanguageOnce } from './service.ts';
import { helpPage, unknownCommand } from './views.ts';

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
    { ...helpCommand, handle: (request) => request.say(helpPage(all, request.reader)) },
  ];
  const table = Object.fromEntries(
    all.map(({ key, words }) => [key, [...words.en, ...words.cs, ...words.sk]]),
  );
  on.command('/crm', async (request) => {
    const said = matchSubcommand(request.text || 'help', table);
    const command = all.find((one) => one.key === said.key);
    if (command && said.key !== null) await command.handle(request, said.rest);
    else if (said.key === null)
      await request.say(
        unknownCommand(said.word, wordFor(said.closest?.key, all, request), all, request.reader),
      );
    await askLanguageOnce(request.ctx, request.person);
  });
}
