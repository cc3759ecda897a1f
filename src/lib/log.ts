import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** Logs for the one who is woken: error = act now, warn = will heal, info = life cycle; ids, never bodies or tokens. */
export const createLog = (level: string, destination?: DestinationStream): Log =>
  pino(
    {
      level,
      base: undefined,
      redact: {
        paths: [
          'token',
          '*.token',
          'pass',
          '*.pass',
          'password',
          '*.password',
          'accessToken',
          '*.accessToken',
          'refreshToken',
          '*.refreshToken',
          'authorization',
          '*.authorization',
        ],
        censor: '[hidden]',
      },
      serializers: { err: describeError },
    },
    destination ?? process.stderr,
  );

// Slack's and axios' errors carry the request, tokens and bodies included: only these keys are ever written.
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  return { name: error.name, message: error.message, code, statusCode, stack: error.stack };
}
