/** What an adapter hands over at a time: a message, or some lines of a file. */
export interface Delivery {
  /** Messages or lines that it is made of. */
  readonly messages: number;
  /** Readings of `telemetry.v1`, or what the adapter's source maps to them. */
  readonly items: readonly unknown[];
  /** What it says about whether an asset is connected. */
  readonly connection?: AssetConnection;
  /** Why a part of it is not even an item; counts as one that was rejected. */
  readonly rejection?: string;
  /** Called once everything is stored: until then it must come again after a failure. */
  acknowledge(): Promise<void> | void;
}

export interface AssetConnection {
  readonly twinId: string;
  readonly assetId: string;
  readonly connected: boolean;
}

/** Resolves once a delivery is stored and acknowledged; rejects when it cannot be stored now. */
export type TakeDelivery = (delivery: Delivery) => Promise<void>;

/**
 * One connection to where telemetry comes from: connect, subscribe, be told of its end, close. Whoever runs it waits
 * and makes another one when it ends.
 */
export interface TelemetryAdapter {
  /** @throws Error when there is no connection to be had now; AdapterFault when waiting will not help */
  connect(): Promise<void>;
  /** Lets deliveries come from here on. @throws Error as connect does */
  subscribe(): Promise<void>;
  /** Rejects with the reason when the connection ends by itself. */
  readonly ended: Promise<never>;
  /** Takes back what only its present document asks for, since another one follows; undefined: none. */
  leave(next: unknown): Promise<void>;
  /** Finishes what is in hand and ends the connection. */
  close(): Promise<void>;
}
