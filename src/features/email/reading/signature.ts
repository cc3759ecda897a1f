import type { Country } from '../../../lib/context.ts';
import { fold } from '../../../lib/text.ts';
import { phoneIn } from './phones.ts';

/** What a signature tells of its writer. */
export interface SignatureFacts {
  phone: string | null;
  position: string | null;
  /** eight digits */
  ico: string | null;
}

const positions =
  /\b(jednatel(ka)?|reditel(ka)?|obchodni (zastupce|zastupkyne|manazer(ka)?)|nakupci|projektant(ka)?|stavbyvedouci|mistr|ucetni|asistent(ka)?|vedouci|konatel(ka)?|riaditel(ka)?|obchodny zastupca|nakupca|veduci|veduca|uctovnik|uctovnicka|manager|director|ceo|cto|purchas(er|ing)|procurement|geschaftsfuhrer(in)?|einkauf(er|erin)?)\b/;

/** Reads the last lines: of the signature, else of the whole text. */
export function readSignature(signature: string, text: string, country: Country): SignatureFacts {
  const lines = (signature || text).split('\n').slice(-15);
  const joined = lines.join('\n').slice(-2000);
  const ico =
    // An ASCII boundary is none behind Č.
    /(?<!\p{L})I[ČC]O?(?!\p{L})\s*[:.]?\s*(\d{3}\s?\d{2}\s?\d{3}|\d{8})\b/iu
      .exec(joined)?.[1]
      ?.replace(/\s/g, '') ?? null;
  const position =
    lines.find((line) => line.trim().length <= 60 && positions.test(fold(line)))?.trim() ?? null;
  return { phone: phoneIn(joined, country), position, ico };
}
