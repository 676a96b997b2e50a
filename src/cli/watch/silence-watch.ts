/** The server sends a comment every 15 s; after three that did not come the connection is dead, whatever TCP says. */
const SILENCE_MS = 45_000;

/** Aborts its signal when nothing has been heard for too long, or when the given signal aborts. */
export class SilenceWatch {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #stop: () => void;
  #paused = false;

  constructor(
    private readonly outer: AbortSignal,
    silenceMs = SILENCE_MS,
  ) {
    this.#timer = setTimeout(() => {
      if (this.#paused) this.#timer.refresh();
      else this.#controller.abort(new DOMException('Nothing was heard', 'TimeoutError'));
    }, silenceMs);
    this.#stop = () => {
      this.#controller.abort(outer.reason);
    };
    outer.addEventListener('abort', this.#stop);
    if (outer.aborted) this.#stop();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Lets everything through, and counts each chunk as a sign of life, comments included. */
  listen(): TransformStream<Uint8Array, Uint8Array> {
    return new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        this.#timer.refresh();
        controller.enqueue(chunk);
      },
    });
  }

  /** From here on the silence is ours: whoever takes the events is busy with one, and nothing more is read. */
  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#timer.refresh();
  }

  /** Ends the watch, and the connection with it. */
  end(): void {
    clearTimeout(this.#timer);
    this.outer.removeEventListener('abort', this.#stop);
    this.#controller.abort();
  }
}
