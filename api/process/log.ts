import { type DestinationStream, type Logger, pino } from 'pino'

type LoggedError = { type: string; message: string; code: unknown; stack: string | undefined }

/**
 * The log of the server, a line of JSON each. Of an error it keeps its kind, words, code and stack, and nothing that may
 * hang on it besides: what body-parser throws holds the body of the request, and a body may hold a password.
 */
export const createLog = (
  level: string,
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger => pino({ level, serializers: { err: loggedError } }, destination)

function loggedError(error: unknown): LoggedError {
  const {
    name = 'Error',
    message = String(error),
    code,
    stack,
  } = (error ?? {}) as Partial<Error> & { code?: unknown }
  return { type: name, message, code, stack }
}
