import type { WebClient } from '@slack/web-api';
import type { Ctx } from '../lib/context.ts';
import { noteAcceptance, type Refusal } from './pause.ts';

/** Asks whether Slack accepts us again. @returns true when sending goes on */
export async function probe(ctx: Ctx, client: WebClient, refusal: Refusal): Promise<boolean> {
  try {
    const answer = await client.auth.test();
    if (!hasOneOf(refusal.needed, answer.response_metadata?.scopes)) return false;
  } catch (error) {
    ctx.log.debug({ err: error }, 'Slack does not accept us yet');
    return false;
  }
  await noteAcceptance(ctx);
  ctx.log.info('Slack accepts us again: sending goes on');
  return true;
}

/** A missing scope does not show in auth.test by itself, only in the header with those we have. */
const hasOneOf = (needed: string[], scopes: string[] | undefined): boolean =>
  needed.length === 0 || scopes === undefined || needed.some((scope) => scopes.includes(scope));
