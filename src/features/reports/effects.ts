/** A digest and its chart, read and drawn at the moment they leave. */
import { readerFor } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { type Delivery, type Destination, effect } from '../../outbox/effects.ts';
import { altOf, drawPipeline } from './chart.ts';
import { type DigestContent, hasNews } from './content.ts';
import type { Digest } from './model.ts';
import { readDigestContent } from './reading.ts';
import { type DigestPayload, findDigest } from './service.ts';
import { digestMessage } from './views.ts';

export const digestPost = effect<DigestPayload>('reports.digest', async (ctx, payload): Promise<Delivery> => {
  const said = await read(ctx, payload);
  if (!said) return { do: 'drop', reason: 'the digest was taken back' };
  const { digest, content, reader } = said;
  if (isSilent(said, payload)) return { do: 'drop', reason: 'nothing to say' };
  const look = { withTable: digest.contents.includes('pipeline'), preview: payload.preview !== null };
  return { do: 'post', to: placeOf(digest, payload), ...digestMessage(content, look, reader) };
});

export const chartUpload = effect<DigestPayload>('reports.chart', async (ctx, payload): Promise<Delivery> => {
  const said = await read(ctx, payload);
  if (!said) return { do: 'drop', reason: 'the digest was taken back' };
  const { digest, content, reader } = said;
  if (!hasNews(content) || !content.pipeline || content.pipeline.count === 0)
    return { do: 'drop', reason: 'nothing to draw' };
  const png = await drawPipeline(content.pipeline, reader);
  return {
    do: 'upload',
    to: placeOf(digest, payload),
    name: reader.t.reports.chart.file,
    alt: altOf(content.pipeline, reader),
    content: async () => png,
    size: png.byteLength,
  };
});

interface Said {
  digest: Digest;
  content: DigestContent;
  reader: ReturnType<typeof readerFor>;
}

async function read(ctx: Ctx, { digestId, period }: DigestPayload): Promise<Said | null> {
  const digest = await findDigest(ctx, digestId);
  if (!digest) return null;
  return {
    digest,
    content: await readDigestContent(ctx, digest, period),
    reader: readerFor(digest.language, digest.zone, ctx.time.now()),
  };
}

/** A preview always answers. */
const isSilent = ({ digest, content }: Said, { preview }: DigestPayload): boolean =>
  preview === null && digest.silentWhenEmpty && !hasNews(content);

const placeOf = (digest: Digest, { preview }: DigestPayload): Destination =>
  preview === null ? { channel: digest.channel } : { person: preview };
