import type { HealthPart } from '../../health.ts';

/** For GET /health: an open circuit says that a register does not answer; the rest of the product goes on. */
export const registersHealthPart: HealthPart = {
  name: 'registers',
  check: ({ ports }) => {
    const ares = ports.registers.aresManners.health();
    return { ok: ares.state === 'closed', ares };
  },
};
