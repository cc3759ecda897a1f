/** What tells that nobody touches a lead, and what came of it. */
import type { Reader } from '../../i18n/reader.ts';
import type { PersonId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { firstThatFits } from '../../slack/room.ts';
import { logAbout } from '../activities/buttons.ts';
import { leadTarget } from '../activities/target.ts';
import { leadMenu, listLeadsOf, openLead } from './buttons.ts';
import { isOpen, type Lead, leadName } from './model.ts';
import { doing, stepLine } from './views.ts';

/** A lead of which somebody is told. */
export interface Untouched {
  lead: Lead;
  owner: string;
  /** nobody has touched it since: it asks for something */
  asks: boolean;
  /** working days, where its owner is */
  days: number;
}

export type NudgeKind = 'nudge' | 'escalation';

/** One, or several that came due together, in one message. */
export function untouchedMessage(all: Untouched[], kind: NudgeKind, reader: Reader): Message {
  const [first] = all;
  if (first && all.length === 1) return oneMessage(first, kind, reader);
  const { nudge } = reader.t.leads;
  const title = kind === 'nudge' ? nudge.many(all.length) : nudge.escalations(all.length);
  return {
    text: `⏰ ${title}`,
    blocks: firstThatFits([40, 20, 10], (count) => [
      section(`⏰ ${bold(title)}`),
      ...all.slice(0, count).map((one) => row(one, kind, reader)),
    ]),
  };
}

function oneMessage(one: Untouched, kind: NudgeKind, reader: Reader): Message {
  const { t } = reader;
  const { lead, owner, days } = one;
  const name = cut(leadName(lead), 150);
  if (!one.asks) {
    const text = doneText(one, reader);
    return { text, blocks: [section(esc(text), openLead.make(t.common.open, lead.id))] };
  }
  const text =
    kind === 'nudge' ? t.leads.nudge.one(name, days) : t.leads.nudge.escalation(name, cut(owner, 80), days);
  return {
    text: `⏰ ${text}`,
    blocks: [
      section(lineOf('\n', `⏰ ${bold(esc(text))}`, stepLine(lead, reader))),
      actions([
        logAbout.make(t.activities.log, { target: leadTarget(lead.id) }),
        doing(lead, 'nextStep', t.leads.setStep),
        openLead.make(t.common.open, lead.id),
        leadMenu.make(
          [
            { text: t.leads.handOver, value: { id: lead.id, what: 'handOver' } },
            { text: t.leads.disqualify, value: { id: lead.id, what: 'disqualify' } },
          ],
          lead.id,
        ),
      ]),
    ],
  };
}

/** Leads of a colleague who left are somebody's now. */
export function takenOverMessage(from: string, count: number, me: PersonId, { t }: Reader): Message {
  const text = t.leads.takenOver(cut(from, 80), count);
  return { text, blocks: [section(esc(text), listLeadsOf.make(t.leads.showLeft, me))] };
}

const row = (one: Untouched, kind: NudgeKind, reader: Reader) =>
  section(
    one.asks
      ? lineOf(
          '\n',
          bold(esc(cut(leadName(one.lead), 120))),
          lineOf(
            ' · ',
            reader.t.leads.nudge.since(one.days),
            kind === 'escalation' && esc(reader.t.leads.owner(cut(one.owner, 60))),
          ),
        )
      : esc(doneText(one, reader)),
    openLead.make(reader.t.common.open, one.lead.id, { suffix: one.lead.id }),
  );

function doneText({ lead }: Untouched, reader: Reader): string {
  const { nudge, states } = reader.t.leads;
  const name = cut(leadName(lead), 120);
  return isOpen(lead)
    ? nudge.touched(name, reader.stamp(lead.touchedAt))
    : nudge.closed(name, states[lead.state]);
}
