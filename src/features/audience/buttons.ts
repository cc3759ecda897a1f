/** "Who sees this?", quiet on every card. */
import { button, menu } from '../../slack/ids.ts';

/** A deal has its own entry, among what can be done with it. */
export interface SeenThing {
  kind: 'company' | 'contact' | 'lead' | 'email';
  id: number;
}

export const whoSees = button<SeenThing>('audience.show');
/** behind the three dots, alone */
export const whoSeesMenu = menu<SeenThing>('audience.menu');
