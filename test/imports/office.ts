/** A firm that brings lists in: its people, its storage, and the importer that works in the background of the server. */

import { type Importer, startImporter } from '../../src/features/imports/importer.ts';
import type { Import } from '../../src/features/imports/model.ts';
import { bringFile, findImport } from '../../src/features/imports/service.ts';
import type { Ctx, Ports } from '../../src/lib/context.ts';
import { type World, world } from '../support/context.ts';
import { freshStorage } from '../support/storage.ts';

export interface Firm extends World {
  /** an admin */
  lenka: Ctx;
  eva: Ctx;
  importer: Importer;
  /** Sends a file as Slack would hand it over, and lets the product read and try it. */
  brings(
    ctx: Ctx,
    content: Buffer | string,
    name?: string,
    more?: Parameters<typeof bringFile>[2],
  ): Promise<Import>;
  /** What became of it after all the work there was. */
  later(found: Import): Promise<Import>;
}

export async function firm(ports: Partial<Ports> = {}): Promise<Firm> {
  const contents = new Map<string, Buffer>();
  const slackFiles: Ports['slackFiles'] = {
    bytes: (file) => [contents.get(file.url) as Buffer],
  };
  const at = await world({ ports: { storage: freshStorage().storage, slackFiles, ...ports } as Ports });
  const importer = startImporter(at.system);
  const later = async (found: Import) => {
    await importer.drain();
    return (await findImport(at.system, found.id)) as Import;
  };
  return {
    ...at,
    lenka: await at.as('Lenka', { isAdmin: true }),
    eva: await at.as('Eva'),
    importer,
    later,
    async brings(ctx, content, name = 'zakaznici.csv', more = {}) {
      const bytes = Buffer.from(content as string);
      const url = `https://files.slack.com/${contents.size}`;
      contents.set(url, bytes);
      const file = { id: 'F1', name, size: bytes.length, mimetype: 'text/csv', url, isExternal: false };
      return later(await bringFile(ctx, file, more));
    },
  };
}
