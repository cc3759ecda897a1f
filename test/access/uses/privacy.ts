import { eraseFor } from '../../../src/features/privacy/erasing.ts';
import { nobody } from '../../../src/features/privacy/part.ts';
import { findPeople, gather } from '../../../src/features/privacy/seeking.ts';
import { certificateFor, exportFor, listPast } from '../../../src/features/privacy/service.ts';
import type { Ctx } from '../../../src/lib/context.ts';
import { personalData } from '../../../src/personal-data.ts';
import { type Cell, plain, type Use } from '../office.ts';

const withData = (ctx: Ctx): Ctx => ({ ...ctx, ports: { ...ctx.ports, personalData } });
const kvido = { ...nobody, names: ['Kvido Hvozdenka'] };
const gathered = { sought: kvido, shared: 0, isColleague: false };

export const privacyUses: Record<string, Use> = {
  'look a person up': plain(({ ctx }: Cell) => findPeople(withData(ctx), 'kvido')),
  'see what is held about a person': plain(({ ctx, contact }: Cell) =>
    gather(withData(ctx), { contact: contact.id }),
  ),
  'export a person’s data': plain(({ ctx }: Cell) => exportFor(withData(ctx), kvido)),
  'erase a person': plain(({ ctx }: Cell) => eraseFor(withData(ctx), gathered)),
  'see who was erased when': plain(({ ctx }: Cell) => listPast(withData(ctx))),
  'have a certificate sent': async ({ system, people, ctx }) => {
    const admin = {
      ...system,
      actor: { ...ctx.actor, kind: 'person', id: people.admin.id, isAdmin: true },
    } as Ctx;
    const id = await eraseFor(withData(admin), gathered);
    return () => certificateFor(withData(ctx), id);
  },
};
