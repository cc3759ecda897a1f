import type { Handlers } from '../../slack/handlers.ts';
import { registerFieldAdmin } from './admin-slack.ts';
import { registerOptionHandlers } from './option-slack.ts';
import { registerStepHandlers } from './step-slack.ts';

export { fieldsCommand } from './admin-slack.ts';

export function registerFieldHandlers(on: Handlers): void {
  registerFieldAdmin(on);
  registerOptionHandlers(on);
  registerStepHandlers(on);
}
