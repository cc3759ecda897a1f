import type { Handlers } from '../../slack/handlers.ts';
import type { ActionRequest } from '../../slack/requests.ts';
import { type SeenThing, whoSees, whoSeesMenu } from './buttons.ts';
import { readThingAudience } from './card.ts';
import { thingAudienceModal } from './views.ts';

export function registerAudienceHandlers(on: Handlers): void {
  on.action(whoSees, showAudience);
  on.action(whoSeesMenu, showAudience);
}

const showAudience = ({ ctx, value, reader, open }: ActionRequest<SeenThing>): Promise<void> =>
  open(async () => thingAudienceModal(await readThingAudience(ctx, value), reader));
