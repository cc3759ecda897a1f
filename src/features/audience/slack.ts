import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest } from '../../slack/requests.ts';
import { type SeenThing, whoSees, whoSeesMenu } from './buttons.ts';
import { readThingAudience } from './card.ts';
import { thingAudienceModal } from './views.ts';

export function registerAudienceHandlers(on: Handlers): void {
  on.action(whoSees, (request) => showAudience(request, request.value));
  on.action(whoSeesMenu, (request) => showAudience(request, request.value));
}

export const showAudience = (
  { ctx, reader, open }: ActionRequest<unknown>,
  thing: SeenThing,
): Promise<void> => open(async () => thingAudienceModal(await readThingAudience(ctx, thing), reader));
