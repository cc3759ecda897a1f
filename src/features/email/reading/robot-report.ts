import { dateIn } from '../../../lib/time.ts';
import type { InboundEmail } from '../model.ts';
import { readAbsence } from './absence.ts';
import { readBounces } from './bounces.ts';
import type { RobotReport } from './findings.ts';
import { readReturned } from './returned.ts';
import type { Surroundings, Understanding } from './understand.ts';

/** What a robot's answer says of the people we write to: whose address fails, who is away. */
export function robotReport(
  email: InboundEmail,
  understood: Understanding,
  { own, zone, receivedAt }: Surroundings,
): RobotReport {
  const code = understood.kind === 'ignored' ? understood.reason.code : null;
  if (code === 'bounce')
    return { bounced: readBounces(email, own), returned: readReturned(email, own), absence: null };
  const nothing = { bounced: [], returned: null };
  if (code !== 'autoReply' || understood.kind !== 'ignored') return { ...nothing, absence: null };
  const { mail } = understood;
  const words = `${email.subject}\n\n${mail?.text || email.text}`;
  return { ...nothing, absence: readAbsence(words, dateIn(mail?.sentAt ?? receivedAt, zone)) };
}
