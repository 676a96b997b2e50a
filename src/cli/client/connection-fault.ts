const WORDS: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection reset',
  UND_ERR_SOCKET: 'connection closed',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name cannot be looked up',
  ETIMEDOUT: 'no answer',
  UND_ERR_CONNECT_TIMEOUT: 'no answer',
  UND_ERR_HEADERS_TIMEOUT: 'no answer',
  UND_ERR_BODY_TIMEOUT: 'no answer',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
};

/** The messages with which `fetch` says that the network failed, before an answer or in the middle of it. */
const FETCH_MESSAGES = new Set(['fetch failed', 'terminated']);

/** Why the network failed, in words; undefined when the error is about something else. */
export function connectionFault(error: unknown): string | undefined {
  const { name, message, code, cause } = facts(error);
  if (name === 'TimeoutError') return 'no answer';
  if (message !== undefined && FETCH_MESSAGES.has(message)) {
    return connectionFault(cause) ?? facts(cause).message ?? message;
  }
  return code === undefined ? undefined : WORDS[code];
}

interface ErrorFacts {
  name?: string;
  message?: string;
  code?: string;
  cause?: unknown;
}

function facts(error: unknown): ErrorFacts {
  if (typeof error !== 'object' || error === null) return {};
  const { name, message, code, cause } = error as Record<string, unknown>;
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof message === 'string' && { message }),
    ...(typeof code === 'string' && { code }),
    cause,
  };
}
