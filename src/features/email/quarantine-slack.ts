import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest } from '../../slack/requests.ts';
import type { EmailId } from './model.ts';
import { dismissEmail, readQuarantine, retryEmail, sendSource } from './quarantine.ts';
import {
  dismissMail,
  downloadMail,
  quarantineCard,
  quarantineFrom,
  quarantineLimit,
  retryMail,
} from './quarantine-view.ts';

export function registerQuarantineHandlers(on: Handlers): void {
  on.action(retryMail, async (request) => {
    await retryEmail(request.ctx, request.value);
    await showPage(request, null);
    await request.say(request.reader.t.quarantine.trying);
  });
  on.action(dismissMail, async (request) => {
    await dismissEmail(request.ctx, request.value);
    await showPage(request, null);
  });
  on.action(downloadMail, async ({ ctx, person, value, reader, say }) => {
    await sendSource(ctx, value, person.id);
    await say(reader.t.quarantine.onItsWay);
  });
  on.action(quarantineFrom, (request) => showPage(request, request.value as EmailId));
}

async function showPage(request: ActionRequest<unknown>, below: EmailId | null): Promise<void> {
  const page = await readQuarantine(request.ctx, quarantineLimit, below);
  await request.replace(quarantineCard(page, request.reader));
}
