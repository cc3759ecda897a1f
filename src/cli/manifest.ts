import { stringify } from 'yaml';
import { isLanguage, wordsFor } from '../i18n/catalog.ts';
import { readManifest } from '../slack/manifest.ts';

/** The manifest with command texts in one language: Slack cannot localise them. */
const language = process.argv[2] ?? 'en';
if (isLanguage(language)) {
  const manifest = readManifest();
  const texts = wordsFor(language).manifest;
  manifest.display_information.description = texts.description;
  for (const command of manifest.features.slash_commands) {
    Object.assign(command, texts.commands[command.command as keyof typeof texts.commands]);
  }
  for (const shortcut of manifest.features.shortcuts) {
    Object.assign(shortcut, texts.shortcuts[shortcut.callback_id as keyof typeof texts.shortcuts]);
  }
  process.stdout.write(stringify(manifest));
} else {
  console.error('npm run manifest -- cs|sk|en');
  process.exitCode = 2;
}
