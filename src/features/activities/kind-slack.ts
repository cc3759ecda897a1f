/** `/crm kinds`: what can be logged besides calls, meetings and letters. */
import { assertAdmin } from '../../access/policy.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import type { FormValues } from '../../slack/forms.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { Place, Request } from '../../slack/requests.ts';
import { addKind, changeKind, firmsOwn, type KindInput, removeKind } from './kind-service.ts';
import { kindForm, kindMenu, kindModal, kindsModal, newKind } from './kind-views.ts';
import { listKinds } from './service.ts';

export const kindsCommand: CrmCommand = {
  key: 'kinds',
  words: {
    en: ['kinds', 'activity kinds'],
    cs: ['druhy', 'druhy aktivit'],
    sk: ['druhy', 'druhy aktivít'],
  },
  help: (t) => t.kinds.help,
  handle: async ({ ctx, reader, open }) => {
    assertAdmin(ctx);
    await open(async () => kindsModal(await listKinds(ctx), reader));
  },
};

export function registerKindHandlers(on: Handlers): void {
  on.action(newKind, async ({ ctx, reader, open, place }) => {
    assertAdmin(ctx);
    await open(() => kindModal({ key: null, place }, null, reader));
  });
  on.action(kindMenu, async ({ ctx, reader, open, update, place, value }) => {
    const { key } = value;
    if (value.do === 'edit') {
      assertAdmin(ctx);
      return open(async () => kindModal({ key, place }, firmsOwn(await listKinds(ctx), key), reader));
    }
    await removeKind(ctx, key);
    await update(kindsModal(await listKinds(ctx), reader));
  });
  on.submit(kindForm, async (request) => {
    const { ctx, form, meta } = request;
    if (meta.key) await changeKind(ctx, meta.key, readKind(form));
    else await addKind(ctx, readKind(form));
    request.after(() => refresh(request, meta.place));
    return undefined;
  });
}

const readKind = (form: FormValues): KindInput => ({
  names: { en: form.text('en'), cs: form.text('cs'), sk: form.text('sk') },
  emoji: form.text('emoji'),
  directed: form.choices('directed').includes('yes'),
});

async function refresh(request: Request, place: Place): Promise<void> {
  const view = kindsModal(await listKinds(request.ctx), request.reader);
  await request.bringUpToDate(place, { view, message: { text: '', blocks: [] } });
}
