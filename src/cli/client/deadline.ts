/**
 * Runs work under a signal that aborts with the given one, or with a TimeoutError after so many milliseconds. Unlike
 * `AbortSignal.any`, it leaves nothing behind on a signal that outlives thousands of requests.
 */
export async function withDeadline<T>(
  signal: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = () => {
    controller.abort(signal.reason);
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  const timer = setTimeout(() => {
    controller.abort(new DOMException('The deadline has passed', 'TimeoutError'));
  }, ms);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
