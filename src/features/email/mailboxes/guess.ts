import { judge } from '../judge.ts';
import { listPeopleAddresses } from '../lookup.ts';
import type { ReasonCode } from '../model.ts';
import { readMail } from '../reading/reader.ts';
import { ownSideOf } from './config.ts';
import { fetchHeaders, type Head, type OpenFolder } from './folder.ts';
import { mailboxesOf } from './mailbox-people.ts';

/** What would become of mails, as far as their headers tell. */
export interface Guess {
  logged: number;
  triage: number;
  quarantined: number;
  notLogged: Partial<Record<ReasonCode, number>>;
}

export const noGuess = (): Guess => ({ logged: 0, triage: 0, quarantined: 0, notLogged: {} });

export const totalOf = ({ logged, triage, quarantined, notLogged }: Guess): number =>
  Object.values(notLogged).reduce((sum, one) => sum + one, logged + triage + quarantined);

/** Adds what these mails would become. Reads headers alone: a forward may turn out to hold a customer's mail after all. */
export async function guessByHeaders(open: OpenFolder, heads: Head[], guess: Guess): Promise<void> {
  const { ctx, client, mailbox } = open;
  const own = ownSideOf(mailbox, await listPeopleAddresses(ctx), mailboxesOf(ctx));
  const headers = await fetchHeaders(
    client,
    heads.map(({ uid }) => uid),
  );
  for (const { uid, serverAt } of heads) {
    const raw = headers.get(uid);
    if (!raw) continue;
    const around = { own, zone: ctx.settings.zone, receivedAt: serverAt };
    const answer = await readMail({ want: 'understanding', raw, around, passedOn: null });
    if (answer.kind !== 'understood' || answer.understood.kind === 'quarantined') {
      guess.quarantined += 1;
      continue;
    }
    const verdict = await judge(ctx, answer.understood, { mailbox, own });
    if (verdict.outcome === 'ignored') {
      const { code } = verdict.reason;
      guess.notLogged[code] = (guess.notLogged[code] ?? 0) + 1;
    } else guess[verdict.outcome] += 1;
  }
}
