import { z } from 'zod';
import { cleanLine } from '../../lib/text.ts';
import { askJson, type JsonAnswer, unavailable } from './http.ts';
import type { Reason, Unavailable } from './model.ts';

/** Valid, not valid, or not known now: an outage, ours or of the state asked, is never "not valid". */
export type ViesAnswer =
  | {
      kind: 'valid';
      /** null where the state does not disclose it */
      name: string | null;
      address: string | null;
      consultation: string | null;
    }
  | { kind: 'notValid'; consultation: string | null }
  | Unavailable;

export interface Vies {
  /** POST /check-vat-number. @param number with its country: `SK2000000011` */
  check(number: string): Promise<ViesAnswer>;
}

const text = z.string().optional().catch(undefined);
/** POST answers `valid`, GET `isValid`; GET says an error as `userError`, POST as `errorWrappers`, both with 200. */
const Checked = z.object({
  countryCode: z.string(),
  vatNumber: z.string(),
  valid: z.boolean(),
  userError: text,
  requestIdentifier: text,
  name: text,
  address: text,
});
const Refused = z.object({
  actionSucceed: z.literal(false).optional(),
  errorWrappers: z.array(z.object({ error: z.string() })).min(1),
});

export interface ViesAddress {
  /** as VIES_URL has it: `https://ec.europa.eu/taxation_customs/vies/rest-api` */
  url: string;
  /** who asks, `CZ00000019`: only then VIES gives a consultation number, the proof that we asked */
  requester?: string | null;
  timeoutMs: number;
  stopped?: AbortSignal;
}

export function createVies(at: ViesAddress): Vies {
  const url = `${at.url.replace(/\/+$/, '')}/check-vat-number`;
  const { timeoutMs, stopped, requester } = at;
  return {
    async check(number) {
      const [countryCode, vatNumber] = apart(number);
      const [requesterMemberStateCode, requesterNumber] = requester ? apart(requester) : [];
      const body = { countryCode, vatNumber, requesterMemberStateCode, requesterNumber };
      const answer = await askJson({ method: 'POST', url, body, timeoutMs, stopped });
      return answer.kind === 'json' ? read(answer, countryCode, vatNumber) : answer;
    },
  };
}

const apart = (number: string): [string, string] => [number.slice(0, 2), number.slice(2)];

function read(answer: JsonAnswer, countryCode: string, vatNumber: string): ViesAnswer {
  const refused = Refused.safeParse(answer.body);
  if (refused.success) return failed(refused.data.errorWrappers[0]!.error);
  const checked = answer.status === 200 ? Checked.safeParse(answer.body) : null;
  if (!checked?.success) return unavailable('badAnswer', `HTTP ${answer.status} without a verdict`);
  const { valid, userError } = checked.data;
  if (userError && !['VALID', 'INVALID'].includes(userError)) return failed(userError);
  if (checked.data.countryCode !== countryCode || checked.data.vatNumber !== vatNumber)
    return unavailable('badAnswer', 'not the number we asked for');
  const consultation = disclosed(checked.data.requestIdentifier);
  if (!valid) return { kind: 'notValid', consultation };
  return {
    kind: 'valid',
    name: disclosed(checked.data.name),
    address: disclosed(checked.data.address?.replace(/\s*\n\s*/gu, ', ')),
    consultation,
  };
}

/** `---` stands for what a state does not disclose. */
function disclosed(value: string | undefined): string | null {
  const line = cleanLine(value ?? '');
  return line === '' || /^-+$/.test(line) ? null : line;
}

const reasons: Record<string, Reason> = {
  SERVICE_UNAVAILABLE: 'down',
  MS_UNAVAILABLE: 'down',
  TIMEOUT: 'timeout',
  VAT_BLOCKED: 'blocked',
  IP_BLOCKED: 'blocked',
  GLOBAL_MAX_CONCURRENT_REQ: 'busy',
  GLOBAL_MAX_CONCURRENT_REQ_TIME: 'busy',
  MS_MAX_CONCURRENT_REQ: 'busy',
  MS_MAX_CONCURRENT_REQ_TIME: 'busy',
};

const failed = (code: string): Unavailable =>
  unavailable(reasons[code] ?? 'badAnswer', `VIES ${code.slice(0, 60)}`);
