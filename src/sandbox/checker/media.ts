import { limits } from './limits.ts';
import { type Check, type Checks, eitherOf, record, text, typed } from './shape.ts';
import { id, imageUrl, plainText, secureUrl, webUrl } from './text.ts';

const slackFile: Check = record({}, { id: text(1), url: webUrl }, eitherOf('id', 'url'));
const alternative: Checks = { alt_text: text(1, limits.image.alt) };
const source: Checks = { image_url: imageUrl, slack_file: slackFile };
const oneSource = eitherOf('image_url', 'slack_file');

/** An image inside another block. */
export const imageElement: Check = typed(alternative, source, oneSource);

export const imageBlock: Check = typed(
  alternative,
  { block_id: id, ...source, title: plainText(limits.image.title) },
  oneSource,
);

export const videoBlock: Check = typed(
  {
    alt_text: text(1, limits.video.alt),
    title: plainText(limits.video.title),
    thumbnail_url: imageUrl,
    video_url: secureUrl,
  },
  {
    block_id: id,
    title_url: secureUrl,
    author_name: text(1, limits.video.author),
    provider_name: text(1, limits.video.provider),
    provider_icon_url: imageUrl,
    description: plainText(limits.video.description),
  },
);
