import type { MqttMessage } from './mqtt-bus.js';
import { topicMatches } from './topic-filter.js';

export type MessageHandler = (message: MqttMessage) => Promise<void>;

/** Who wants which messages, and which of them are still in hand. */
export class MessageReceivers {
  private readonly entries: { readonly filter: string; readonly handler: MessageHandler }[] = [];
  private readonly inHand = new Set<Promise<void>>();

  get filters(): string[] {
    return this.entries.map((entry) => entry.filter);
  }

  add(filter: string, handler: MessageHandler): void {
    this.entries.push({ filter, handler });
  }

  /** Resolves once every receiver of the message is done with it; rejects when one could not take it. */
  async deliver(message: MqttMessage): Promise<void> {
    const work = this.handle(message);
    this.inHand.add(work);
    try {
      await work;
    } finally {
      this.inHand.delete(work);
    }
  }

  /** Resolves once no message is in hand. */
  async idle(): Promise<void> {
    while (this.inHand.size > 0) await Promise.allSettled(this.inHand);
  }

  private async handle(message: MqttMessage): Promise<void> {
    const wanted = this.entries.filter(({ filter }) => topicMatches(filter, message.topic));
    await Promise.all(wanted.map(({ handler }) => handler(message)));
  }
}
