import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { peopleCommand, settingsCommand } from '../../src/features/admin/slack.ts';
import { mailCommand } from '../../src/features/email/command.ts';
import { importCommand } from '../../src/features/imports/slack.ts';
import { leadCommand, leadsCommand } from '../../src/features/leads/commands.ts';
import { digestCommand } from '../../src/features/reports/slack.ts';
import { languages } from '../../src/i18n/catalog.ts';

const commands = [
  peopleCommand,
  settingsCommand,
  mailCommand,
  importCommand,
  leadCommand,
  leadsCommand,
  digestCommand,
];

it.each(languages)('texts in %s call each command what its help calls it', (language) => {
  const folder = path.join(import.meta.dirname, '../../src/i18n', language);
  const called = readdirSync(folder).flatMap((file) =>
    [...readFileSync(path.join(folder, file), 'utf8').matchAll(/`\/crm (\p{L}+)/gu)].map(([, word]) => word),
  );
  expect(called.length).toBeGreaterThan(5);
  expect(
    [...new Set(called)].filter((word) => !commands.some(({ words }) => words[language][0] === word)),
  ).toEqual([]);
});
