/**
 * A card of another slice from which a new deal or lead is begun. Slices meet in app.ts: it lists whose cards these are in
 * ctx.ports.originParts.
 */
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Message } from '../../slack/blocks.ts';
import type { ActionRequest, Place, Request } from '../../slack/requests.ts';

export type Origin = Record<string, unknown>;
export type Begun = 'deal' | 'lead';

export interface OriginPart {
  /** null: the card is not this slice's */
  card(ctx: Ctx, origin: Origin, begun: Begun): Promise<OriginCard | null>;
}

export interface OriginCard {
  /** the same with what was known of it just now: a form keeps it until it is saved */
  origin: Origin;
  /** something can still be begun from it */
  isOpen: boolean;
  message: (reader: Reader) => Message;
}

declare module '../../lib/context.ts' {
  interface Ports {
    /** absent where deals stand alone, as in their own tests */
    originParts?: OriginPart[];
  }
}

/** Opens a form, unless the card was settled meanwhile: then it says at once what became of it. */
export async function openFrom(
  request: ActionRequest<unknown>,
  origin: Origin | undefined,
  begun: Begun,
  open: (place: Place, origin: Origin | undefined) => Promise<void>,
): Promise<void> {
  const card = origin ? await findOrigin(request.ctx, origin, begun) : null;
  if (!card) return open({}, origin);
  if (card.isOpen) return open(request.message?.isPosted ? {} : request.place, card.origin);
  // A posted message may tell of other things too.
  const show = request.message?.isPosted ? request.say : request.replace;
  await show(card.message(request.reader));
}

/** After the form was saved, or refused because the card was settled meanwhile. */
export async function showOrigin(
  request: Request,
  place: Place,
  origin: Origin | null | undefined,
  begun: Begun,
): Promise<void> {
  const card = origin && place.url ? await findOrigin(request.ctx, origin, begun) : null;
  if (card) await request.bringUpToDate(place, { message: card.message(request.reader) });
}

async function findOrigin(ctx: Ctx, origin: Origin, begun: Begun): Promise<OriginCard | null> {
  for (const part of ctx.ports.originParts ?? []) {
    const card = await part.card(ctx, origin, begun);
    if (card) return card;
  }
  return null;
}
