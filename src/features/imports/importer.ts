/** Works off what people brought, one import after another, in the background of the server. */
import type { Ctx } from '../../lib/context.ts';
import { claimImport, ImportLost, releaseImport } from './claim-store.ts';
import { workOn } from './working.ts';

export interface Importer {
  start(): void;
  /** Works off all there is; for tests and for a clock that was moved. */
  drain(): Promise<void>;
  /** Waits for the rows that are being taken in. */
  stop(): Promise<void>;
}

const lookMs = 1000;
/** After a trouble that is not the file's: a database that went away, a full disk. */
const restSeconds = 20;

export function startImporter(ctx: Ctx): Importer {
  let working: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  const stopping = new AbortController();
  const owner: Ctx = { ...ctx, stopping: stopping.signal };

  const look = (): Promise<void> => {
    working ??= workAll()
      .catch((error) => ctx.log.error({ err: error }, 'imports cannot be looked at'))
      .finally(() => {
        working = null;
      });
    return working;
  };

  async function workAll(): Promise<void> {
    for (;;) {
      if (stopping.signal.aborted) return;
      const claim = await claimImport(ctx);
      if (!claim) return;
      let rest = 0;
      try {
        await workOn(owner, claim);
      } catch (error) {
        if (error instanceof ImportLost) continue;
        if (!stopping.signal.aborted)
          ctx.log.error({ err: error, import: claim.id }, 'an import stopped; it goes on by itself');
        rest = stopping.signal.aborted ? 0 : restSeconds;
      }
      await releaseImport(ctx, claim, rest);
    }
  }

  return {
    start() {
      timer = setInterval(() => void look(), lookMs);
      timer.unref();
    },
    async drain() {
      await look();
      await look();
    },
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await working;
    },
  };
}
