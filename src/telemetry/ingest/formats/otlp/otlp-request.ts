/**
 * OTLP's ExportMetricsServiceRequest as JSON, as far as it is read (opentelemetry-proto, metrics/v1): 64-bit integers
 * are texts or numbers, and fields that hold their default may be absent.
 */
export interface OtlpRequest {
  readonly resourceMetrics?: readonly ResourceMetrics[];
}

export interface ResourceMetrics {
  readonly resource?: { readonly attributes?: readonly Attribute[] };
  readonly scopeMetrics?: readonly { readonly metrics?: readonly OtlpMetric[] }[];
}

export interface Attribute {
  readonly key?: string;
  readonly value?: {
    readonly stringValue?: string;
    readonly boolValue?: boolean;
    readonly intValue?: string | number;
    readonly doubleValue?: string | number;
  };
}

export const POINT_KINDS = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'] as const;
export type PointKind = (typeof POINT_KINDS)[number];

export type OtlpMetric = { readonly name?: string } & Readonly<Partial<Record<PointKind, DataPoints>>>;

export interface DataPoints {
  readonly dataPoints?: readonly unknown[];
}

export interface DataPoint {
  readonly attributes?: readonly Attribute[];
  readonly timeUnixNano?: string | number;
  readonly flags?: number;
  /** Of a gauge or a sum. */
  readonly asInt?: string | number;
  readonly asDouble?: string | number;
  /** Of a histogram or a summary. */
  readonly count?: string | number;
  readonly sum?: string | number;
}
