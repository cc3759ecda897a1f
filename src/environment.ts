import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';

/** The process's environment, with `.env` of the working directory read by Node; what is set already wins. */
export function loadEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) loadEnvFile('.env');
  return process.env;
}
