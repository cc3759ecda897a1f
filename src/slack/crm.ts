/** `/crm` and its subcommands: each slice brings its own, app.ts lists them. */
import type { Words } from '../i18n/catalog.ts';
import type { CommandRequest } from './requests.ts';

export interface CrmCommand {
  key: string;
  /** what people say, in all three languages; the first of each language is what help shows */
  words: { en: string[]; cs: string[]; sk: string[] };
  /** one line of help */
  help(t: Words): string;
  handle(request: CommandRequest, rest: string): Promise<void>;
}
