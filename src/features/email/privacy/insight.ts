/** What one person sees of mails that are not open to all. */
import { actorId, type Ctx } from '../../../lib/context.ts';
import type { Email } from '../model.ts';
import { type Drawer, holds, readDrawer, readOwnSubjects } from './drawer-store.ts';

/** What somebody sees of a mail's contents. */
export interface Insight {
  /** it is theirs: they see all of it and say what others see */
  isMine: boolean;
  /** null: what everybody reads is all there is, or all that they may see */
  drawer: Drawer | null;
}

/** The drawer opens for the mail's own people alone; not for admins, and not for the product. */
export async function insightOf(ctx: Ctx, email: Email): Promise<Insight> {
  const me = actorId(ctx);
  const isMine = me !== null && (await holds(ctx, email.id, me));
  return { isMine, drawer: isMine && email.privacy !== 'full' ? await readDrawer(ctx, email.id) : null };
}

/** The same mails with the subjects that the actor may read besides: of their own. In one query. */
export async function withOwnSubjects(ctx: Ctx, emails: Email[]): Promise<Email[]> {
  const me = actorId(ctx);
  const narrow = emails.filter(({ privacy }) => privacy === 'happened').map(({ id }) => id);
  if (me === null || narrow.length === 0) return emails;
  const subjects = await readOwnSubjects(ctx, narrow, me);
  return emails.map((email) => {
    const subject = subjects.get(email.id);
    return subject === undefined ? email : { ...email, subject };
  });
}
