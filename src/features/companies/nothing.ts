import type { Reader } from '../../i18n/reader.ts';
import { companyRegisters } from '../registers/model.ts';
import { lookupMessage } from '../registers/views.ts';
import type { Looked } from './register-service.ts';

/** Why there is nothing: no register knows the number, or one does not and the other does not answer. */
export function nothingMessage({ ico, answers }: Looked & { kind: 'nothing' }, reader: Reader): string {
  const asked = companyRegisters.flatMap((register) => {
    const answer = answers[register];
    return answer ? [{ register, answer }] : [];
  });
  const isNew = asked.every(({ answer }) => answer.kind === 'notFound' && answer.lastKnown === null);
  if (isNew && asked.length > 1) return reader.t.registers.notFoundAnywhere(ico);
  return asked.flatMap(({ register, answer }) => lookupMessage(reader, answer, register) ?? []).join('\n');
}
