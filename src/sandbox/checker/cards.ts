import { cardButton } from './elements.ts';
import { limits } from './limits.ts';
import { imageElement } from './media.ts';
import { complain } from './report.ts';
import { byType, type Check, list, typed } from './shape.ts';
import { id, mrkdwnText } from './text.ts';

export const picture: Check = byType({ image: imageElement });

const substance = ['hero_image', 'title', 'actions', 'body'];

export const cardBlock: Check = typed(
  {},
  {
    block_id: id,
    hero_image: picture,
    icon: picture,
    title: mrkdwnText(limits.card.title),
    subtitle: mrkdwnText(limits.card.subtitle),
    body: mrkdwnText(limits.card.body),
    subtext: mrkdwnText(limits.card.subtext),
    actions: list(cardButton, 1, limits.card.actions),
  },
  (card, at) => {
    if (substance.some((name) => Object.hasOwn(card, name))) return;
    complain(at, 'must define at least one of `hero_image`, `title`, `actions` or `body`');
  },
);

export const carouselBlock: Check = typed(
  { elements: list(byType({ card: cardBlock }), 1, limits.carousel) },
  { block_id: id },
);
