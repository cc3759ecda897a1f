import { createContext, useContext } from '../kit.js';

/**
 * What the blocks of one message, modal or Home stand on.
 * `values` is Slack's `state.values`: block_id -> action_id -> `{ type, value | selected_* }`.
 * `act(block, element, answer)` tells the app; `suggest(block, element, query)` asks it for options.
 */
export const emptySurface = {
  kind: 'message',
  values: {},
  errors: {},
  busy: new Set(),
  disabled: false,
  zone: 'Europe/Prague',
  locale: 'en-US',
  now: 0,
  people: [],
  conversations: [],
  findPerson: () => undefined,
  findConversation: () => undefined,
  setValue: () => {},
  act: async () => {},
  suggest: async () => ({ options: [] }),
  upload: async () => [],
  openConversation: () => {},
  fileUrl: () => '',
};

export const Surface = createContext(emptySurface);
export const useSurface = () => useContext(Surface);
export const keyOf = (block, element) => `${block.block_id} ${element.action_id}`;
