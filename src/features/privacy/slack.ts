import { assertAdmin } from '../../access/policy.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { refuse } from '../../lib/errors.ts';
import { fold } from '../../lib/text.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { eraseForm, exportPerson, findForm, openErase, pickPerson, sendCertificate } from './buttons.ts';
import { countHeld } from './counting.ts';
import { eraseFor } from './erasing.ts';
import { type Candidate, findPeople, type Gathered, gather, knownByOf } from './seeking.ts';
import { certificateFor, exportFor, listPast } from './service.ts';
import { chooseModal, eraseModal, findModal, heldModal, saidModal } from './views.ts';

export const gdprCommand: CrmCommand = {
  key: 'gdpr',
  words: {
    en: ['gdpr', 'personal data'],
    cs: ['gdpr', 'osobní údaje'],
    sk: ['gdpr', 'osobné údaje'],
  },
  help: (t) => t.privacy.help,
  async handle({ ctx, reader, open }, text) {
    assertAdmin(ctx);
    await open(async () => (text ? found(ctx, text, reader) : findModal(await listPast(ctx), reader)));
  },
};

/** Whoever is the only one is shown at once. */
async function found(ctx: Ctx, text: string, reader: Reader) {
  const people = await findPeople(ctx, text);
  const [only] = people;
  return only && people.length === 1 ? held(ctx, only, reader) : chooseModal(people, text, reader);
}

async function held(ctx: Ctx, person: Candidate, reader: Reader) {
  const gathered = await gather(ctx, knownByOf(person));
  return heldModal(person, gathered, await countHeld(ctx, gathered.sought), reader);
}

const gathered = (ctx: Ctx, person: Candidate): Promise<Gathered> => gather(ctx, knownByOf(person));

export function registerPrivacyHandlers(on: Handlers): void {
  on.submit(findForm, async ({ ctx, form, reader }) => ({
    update: await found(ctx, form.text('query') ?? '', reader),
  }));
  on.action(pickPerson, async (request) =>
    request.update(await held(request.ctx, request.value, request.reader)),
  );
  on.action(exportPerson, async (request) => {
    await exportFor(request.ctx, (await gathered(request.ctx, request.value)).sought);
    await request.update(saidModal(request.t.privacy.exporting.asked, request.reader));
  });
  on.action(openErase, async (request) => {
    const about = await gathered(request.ctx, request.value);
    const counts = await countHeld(request.ctx, about.sought);
    await request.update(eraseModal(request.value, about, counts, request.reader));
  });
  on.submit(eraseForm, async ({ ctx, form, meta, reader, t }) => {
    if (fold(form.text('word') ?? '') !== fold(meta.word)) refuse('privacy.mistyped', {}, 'word');
    await eraseFor(ctx, await gathered(ctx, meta.person));
    return { update: saidModal(t.privacy.erase.started, reader) };
  });
  on.action(sendCertificate, async (request) => {
    await certificateFor(request.ctx, request.value);
    await request.update(findModal(await listPast(request.ctx), request.reader));
  });
}
