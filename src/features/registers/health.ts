import type { HealthPart } from '../../health.ts';

/** For GET /health: an open circuit says that a register does not answer; the rest of the product goes on. */
export const registersHealthPart: HealthPart = {
  name: 'registers',
  check: ({ ports: { registers } }) => {
    const circuits = {
      ares: registers.aresManners.health(),
      vr: registers.vrManners.health(),
      rpo: registers.rpoManners.health(),
      rpoEntities: registers.entityManners.health(),
      ruz: registers.ruzManners.health(),
      vies: registers.viesManners.health(),
      crpdph: registers.crpdphManners.health(),
      isir: registers.isirManners.health(),
    };
    return { ok: Object.values(circuits).every(({ state }) => state === 'closed'), ...circuits };
  },
};
