import type { Delivery } from './adapter.js';
import type { Outcome } from './delivery-intake.js';
import type { RunReport } from './run-report.js';

export type StoreDelivery = (delivery: Delivery) => Promise<Outcome>;

/** What an adapter has handed over and is not acknowledged yet. */
export class Deliveries {
  private readonly inHand = new Set<Promise<void>>();
  /** What assets say of their connections is taken one after the other: the last word counts. */
  private statuses: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: StoreDelivery,
    private readonly report: RunReport,
  ) {}

  /** Resolves once it is stored and acknowledged; rejects when it cannot be stored now. */
  async take(delivery: Delivery): Promise<void> {
    const work = delivery.connection ? this.statuses.then(() => this.handle(delivery)) : this.handle(delivery);
    if (delivery.connection) this.statuses = work.catch(() => undefined);
    this.inHand.add(work);
    try {
      await work;
    } finally {
      this.inHand.delete(work);
    }
  }

  /** Resolves once nothing is in hand. */
  async idle(): Promise<void> {
    while (this.inHand.size > 0) await Promise.allSettled(this.inHand);
  }

  private async handle(delivery: Delivery): Promise<void> {
    const { accepted, rejected, rejection } = await this.store(delivery);
    await delivery.acknowledge();
    this.report.count(delivery.messages, accepted, rejected);
    this.report.rejection = rejection ?? this.report.rejection;
  }
}
