import { CrmError } from '../../lib/errors.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { SlackFile, SubmitAnswer, SubmitRequest } from '../../slack/requests.ts';
import { alertView } from '../../slack/standing.ts';
import { whisperIn } from '../../slack/whisper.ts';
import { likelyTarget } from '../activities/guess.ts';
import { couldInvite, permalinkOf } from '../activities/message-source.ts';
import { suggestTargets } from '../activities/suggestions.ts';
import { readTarget } from '../activities/target.ts';
import { attachFields } from './attach-fields.ts';
import {
  type AttachMeta,
  attachForm,
  attachShortcut,
  attachTo,
  pickForOffered,
  targetField,
} from './buttons.ts';
import { describeFiles } from './describe.ts';
import { attachFromSlack, keepOfferedFiles } from './from-slack.ts';
import { registerListHandlers } from './list-slack.ts';
import type { FileSubject, StoredFile } from './model.ts';
import { rememberOffer } from './offers.ts';
import { registerOfferHandlers } from './offers-slack.ts';
import { nameOf } from './reading.ts';
import { attachModal, keptMessage } from './views.ts';

export function registerDocumentHandlers(on: Handlers): void {
  registerListHandlers(on);
  registerOfferHandlers(on);

  on.action(attachTo, (request) => {
    const { ctx, reader, channel, value } = request;
    return request.open(async () => {
      const meta: AttachMeta = { target: value, offerId: null, channel, couldInvite: false };
      return attachModal(meta, await attachFields(ctx, meta), reader);
    });
  });

  on.shortcut(attachShortcut, (request) => {
    const { ctx, client, reader, message, teamDomain, t } = request;
    return request.open(async () => {
      if (!message || message.files.length === 0) return alertView(t, t.documents.noFiles);
      const [permalink, invite, target] = await Promise.all([
        permalinkOf(client, message, teamDomain),
        couldInvite(client, message.channel),
        likelyTarget(ctx, message.channel),
      ]);
      const offer = await rememberOffer(ctx, message, permalink);
      const meta: AttachMeta = { target, offerId: offer.id, channel: null, couldInvite: invite };
      return attachModal(meta, await attachFields(ctx, meta), reader);
    });
  });

  on.action(pickForOffered, (request) => {
    const { ctx, reader, value } = request;
    return request.open(async () => {
      const target = await likelyTarget(ctx, null);
      const meta: AttachMeta = { target, offerId: value, channel: null, couldInvite: false };
      return attachModal(meta, await attachFields(ctx, meta), reader);
    });
  });

  on.suggest(targetField, ({ ctx, query, reader }) => suggestTargets(ctx, query, reader));
  on.submit(attachForm, save);
}

async function save(request: SubmitRequest<AttachMeta>): Promise<SubmitAnswer> {
  const { ctx, meta, reader } = request;
  const subject = subjectOf(request);
  const files = await atTheField(() => keep(request, subject));
  const where = await nameOf(ctx, subject);
  await whisperIn(request, meta.channel, keptMessage(files, where, subject, meta.couldInvite, reader));
  return undefined;
}

async function keep(
  { ctx, meta, form, client }: SubmitRequest<AttachMeta>,
  subject: FileSubject,
): Promise<StoredFile[]> {
  const folder = form.choice('folder');
  const slackIds = form.choices('files');
  if (meta.offerId) return keepOfferedFiles(ctx, meta.offerId, { subject, folder, slackIds });
  const files: SlackFile[] = await describeFiles(client, slackIds);
  return attachFromSlack(ctx, { files, subject, folder, origin: { by: 'form' } });
}

function subjectOf({ form, meta }: SubmitRequest<AttachMeta>): FileSubject {
  const about = readTarget(form.choice('target') ?? meta.target);
  if (about?.dealId) return { kind: 'deal', id: about.dealId };
  if (about?.companyId) return { kind: 'company', id: about.companyId };
  throw new CrmError('activity.aboutNothing', {}, 'target');
}

/** What is wrong with a file is said at the field of files. */
async function atTheField<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CrmError && error.code.startsWith('file.'))
      throw new CrmError(error.code, error.details, 'files');
    throw error;
  }
}
