/** A reading as the wire brings it, once it is valid (schema telemetry.v1). */
export interface WireReading {
  readonly twin_id: string;
  readonly asset_id: string;
  readonly ts?: string | number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly quality?: number;
  readonly event_id?: string;
}

/** A reading as the store takes it. */
export interface Reading {
  /** Its place in the request. */
  readonly index: number;
  readonly twinId: string;
  readonly assetId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly metrics: readonly (readonly [name: string, value: number])[];
  /** 0–1. */
  readonly quality: number;
  readonly eventId: string | undefined;
}
