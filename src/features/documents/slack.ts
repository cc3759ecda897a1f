import { CrmError } from '../../lib/errors.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { Saving, SlackFile, SubmitAnswer, SubmitRequest } from '../../slack/requests.ts';
import { alertView } from '../../slack/standing.ts';
import { whisperIn } from '../../slack/whisper.ts';
import { likelyTarget } from '../activities/guess.ts';
import { couldInvite, permalinkOf } from '../activities/message-source.ts';
import { originOf, refreshOrigin } from '../activities/origin.ts';
import { suggestTargets } from '../activities/suggestions.ts';
import { readTarget, targetOf } from '../activities/target.ts';
import { attachFields } from './attach-fields.ts';
import {
  type AttachMeta,
  attachForm,
  attachShortcut,
  attachTo,
  filesWindow,
  pickForOffered,
  targetField,
} from './buttons.ts';
import { describeFiles } from './describe.ts';
import { attachFromSlack, keepOfferedFiles } from './from-slack.ts';
import { registerListHandlers } from './list-slack.ts';
import type { FileSubject, StoredFile } from './model.ts';
import { rememberOffer } from './offers.ts';
import { registerOfferHandlers } from './offers-slack.ts';
import { nameOf, readFilesPage } from './reading.ts';
import { attachModal, filesModal, keptMessage } from './views.ts';

const blank: AttachMeta = {
  target: null,
  offerId: null,
  channel: null,
  origin: null,
  list: null,
  couldInvite: false,
};

export function registerDocumentHandlers(on: Handlers): void {
  registerListHandlers(on);
  registerOfferHandlers(on);

  on.action(attachTo, (request) => {
    const { ctx, reader, channel, value, view, place } = request;
    return request.open(async () => {
      const isList = view !== null && view.callback_id === filesWindow.id;
      const files = isList ? filesWindow.read(view.private_metadata ?? '') : null;
      const origin = await originOf(request, value);
      const meta = { ...blank, target: value, channel, origin, list: files && { files, place } };
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
      const meta = { ...blank, target, offerId: offer.id, couldInvite: invite };
      return attachModal(meta, await attachFields(ctx, meta), reader);
    });
  });

  on.action(pickForOffered, (request) => {
    const { ctx, reader, value } = request;
    return request.open(async () => {
      const target = await likelyTarget(ctx, null);
      const meta = { ...blank, target, offerId: value };
      return attachModal(meta, await attachFields(ctx, meta), reader);
    });
  });

  on.suggest(targetField, ({ ctx, query, reader }) => suggestTargets(ctx, query, reader));
  on.submit(attachForm, save);
}

async function save(request: Saving<AttachMeta>): Promise<SubmitAnswer> {
  const { ctx, meta, reader } = request;
  const subject = subjectOf(request);
  const files = await atTheField(() => keep(request, subject));
  request.after(async () => {
    if (meta.list) return refreshList(request, meta.list);
    const target = targetOf({
      dealId: subject.kind === 'deal' ? subject.id : null,
      companyId: subject.kind === 'company' ? subject.id : null,
      leadId: subject.kind === 'lead' ? subject.id : null,
    });
    if (await refreshOrigin(request, meta.origin, target)) return;
    const where = await nameOf(ctx, subject);
    await whisperIn(request, meta.channel, keptMessage(files, where, subject, meta.couldInvite, reader));
  });
  return undefined;
}

async function refreshList(
  request: Saving<AttachMeta>,
  { files, place }: NonNullable<AttachMeta['list']>,
): Promise<void> {
  const view = filesModal(await readFilesPage(request.ctx, files), [], request.reader);
  await request.bringUpToDate(place, { view, message: { text: '', blocks: [] } });
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
  if (about?.leadId) return { kind: 'lead', id: about.leadId };
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
