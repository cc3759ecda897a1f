import type { Ctx } from '../../lib/context.ts';
import { refuse } from '../../lib/errors.ts';
import { randomId } from '../../lib/ids.ts';
import { type ChannelProblem, channelProblem, joinChannel } from '../../slack/channels.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { CommandRequest, Opening, Request } from '../../slack/requests.ts';
import { type DigestFormStart, digestForm, digestModal, readDigestForm, usualDigest } from './form.ts';
import {
  addDigest,
  digestEntry,
  digestList,
  digestSaved,
  editDigest,
  longList,
  showPreview,
  stopDigest,
  turnList,
} from './list-views.ts';
import { readLongList } from './long-list.ts';
import { findDigestOf, getDigest, previewDigest, readDigests, removeDigest, setDigest } from './service.ts';
import { showAll } from './views.ts';
import { assertMaySet } from './who-sets.ts';

export const digestCommand: CrmCommand = {
  key: 'digest',
  words: { en: ['digest', 'digests'], cs: ['souhrn', 'souhrny'], sk: ['súhrn', 'súhrny'] },
  help: (t) => t.reports.help,
  handle: (request) => answerCommand(request),
};

/** In a channel: its digest, or the form of a new one. Elsewhere: all that are set. */
async function answerCommand(request: CommandRequest): Promise<void> {
  const { ctx, reader } = request;
  const channel = request.channel && !request.channel.startsWith('D') ? request.channel : null;
  if (!channel) return request.say(digestList(await readDigests(ctx), ctx.time.now(), reader));
  const there = await findDigestOf(ctx, channel);
  if (!there) return openForm(request, { id: null, fields: usualDigest(reader, countryOf(ctx), channel) });
  const [one] = await readDigests(ctx, there.id);
  if (one)
    await request.say({
      text: reader.t.reports.list.title,
      blocks: digestEntry(one, ctx.time.now(), reader),
    });
}

export function registerReportHandlers(on: Handlers): void {
  on.action(addDigest, (request) =>
    openForm(request, { id: null, fields: usualDigest(request.reader, countryOf(request.ctx), null) }),
  );

  on.action(editDigest, async (request) => {
    const digest = await getDigest(request.ctx, request.value);
    await assertMay(request, digest.channel);
    await openForm(request, { id: digest.id, fields: digest });
  });

  on.submit(digestForm, async (request) => {
    const fields = readDigestForm(request.form, request.meta);
    await assertMay(request, fields.channel);
    assertFit(await joinChannel(request.ctx, request.client, fields.channel));
    const digest = await setDigest(request.ctx, fields, request.meta.id);
    const [one] = await readDigests(request.ctx, digest.id);
    if (one) await request.say(digestSaved(one, request.ctx.time.now(), request.reader));
  });

  on.action(showPreview, async (request) => {
    await previewDigest(request.ctx, request.value, request.person.id, randomId());
    if (request.channel && !request.channel.startsWith('D')) await request.say(request.t.reports.previewSent);
  });

  on.action(stopDigest, async (request) => {
    await assertMay(request, (await getDigest(request.ctx, request.value)).channel);
    const digest = await removeDigest(request.ctx, request.value);
    await request.say(request.t.reports.removed(`<#${digest.channel}>`));
  });

  on.action(showAll, async (request) => {
    const { ctx, reader } = request;
    await request.say(longList(await readLongList(ctx, request.value, reader.zone), reader));
  });

  on.action(turnList, async (request) => {
    const { ctx, reader } = request;
    await request.replace(longList(await readLongList(ctx, request.value, reader.zone), reader));
  });
}

function openForm(
  request: Request & Opening,
  { id, fields }: Pick<DigestFormStart, 'id' | 'fields'>,
): Promise<void> {
  const { ctx, reader, client } = request;
  return request.open(async () => {
    const problem = fields.channel ? await channelProblem(ctx, client, fields.channel) : 'ok';
    const zones = [...new Set([fields.zone, reader.zone, ctx.settings.zone, ...usualZones])];
    return digestModal({ id, fields, zones, warning: warningOf(problem, request) }, reader);
  });
}

const usualZones = [
  'Europe/Prague',
  'Europe/Bratislava',
  'Europe/Vienna',
  'Europe/Berlin',
  'Europe/London',
  'UTC',
];

const countryOf = (ctx: Ctx) => (ctx.actor.kind === 'person' ? ctx.actor.country : ctx.settings.country);

const codes = {
  archived: 'channel.archived',
  gone: 'channel.inviteFirst',
  notMember: 'channel.inviteFirst',
  outsiders: 'channel.outsiders',
} as const;

const warningOf = (problem: ChannelProblem, { t }: Request): string | null =>
  problem === 'ok' ? null : t.errors[codes[problem]]({});

function assertFit(problem: ChannelProblem): void {
  if (problem !== 'ok') refuse(codes[problem], {}, 'channel');
}

const assertMay = ({ ctx, client, person }: Request, channel: string): Promise<void> =>
  assertMaySet(ctx, client, person.slackId, channel);
