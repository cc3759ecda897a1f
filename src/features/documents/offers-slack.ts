import { CrmError, notFound } from '../../lib/errors.ts';
import { wordsOfError } from '../../slack/failures.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { type RawFile, toSlackFile } from '../../slack/sender.ts';
import { isVCard } from '../contacts/vcard/files.ts';
import { keepOffered } from './buttons.ts';
import { keepOfferedFiles } from './from-slack.ts';
import { findOffer } from './offer-store.ts';
import { failedMessage, offerMessage, savingMessage } from './offer-views.ts';
import { offerToKeep } from './offers.ts';
import { readOffer } from './reading.ts';

interface MessageEvent {
  subtype?: string;
  channel: string;
  ts: string;
  thread_ts?: string;
  user?: string;
  bot_id?: string;
  files?: (RawFile & { mode?: string })[];
}

export function registerOfferHandlers(on: Handlers): void {
  on.event<MessageEvent>('message', async ({ ctx, event }) => {
    const { user, files = [] } = event;
    if (!user || event.bot_id || event.subtype !== 'file_share') return;
    // A vCard becomes a contact.
    const real = files
      .filter((file) => file.mode !== 'tombstone')
      .map(toSlackFile)
      .filter((file) => !isVCard(file));
    if (real.length === 0) return;
    const { channel, ts } = event;
    await offerToKeep(ctx, { channel, ts, thread: event.thread_ts ?? null, user, files: real });
  });

  on.action(keepOffered, async (request) => {
    const { ctx, value, reader, t } = request;
    const offer = (await findOffer(ctx, value)) ?? notFound('file');
    const shown = await readOffer(ctx, offer);
    if (offer.kept || offer.dealId === null) return request.replace(offerMessage(shown, reader));
    await request.replace(savingMessage(shown, reader));
    try {
      const subject = { kind: 'deal', id: offer.dealId } as const;
      await keepOfferedFiles(ctx, value, { subject, folder: null, slackIds: null });
    } catch (error) {
      // In the place of the reply, so that everybody in the thread knows the file is not kept yet.
      const isOurs = !(error instanceof CrmError);
      await request.replace(
        isOurs ? offerMessage(shown, reader) : failedMessage(shown, wordsOfError(error, t), reader),
      );
      if (isOurs) throw error;
      return;
    }
    const after = (await findOffer(ctx, value)) ?? offer;
    await request.replace(offerMessage(await readOffer(ctx, after), reader));
  });
}
