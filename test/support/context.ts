import { freshDatabase } from './database.ts';
import { type World, type WorldOptions, worldOn } from './world.ts';

export type { World } from './world.ts';

/** A fresh database on a Monday morning in March, and people by first name. */
export const world = async (options: WorldOptions = {}): Promise<World> =>
  worldOn(await freshDatabase(), options);
