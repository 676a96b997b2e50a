/** An adapter.v1 document as it is posted; schemas/adapter.v1.json is its source. */
export type AdapterDocument = MqttDocument | FileDocument;

interface Named {
  readonly name: string;
  readonly enabled: boolean;
  readonly description?: string;
  /** Name of the source whose document says how the items become readings. */
  readonly source?: string;
}

export interface MqttDocument extends Named {
  readonly kind: 'mqtt';
  readonly url: string;
  readonly protocol: '3.1.1' | '5';
  readonly client_id?: string;
  readonly username?: string;
  readonly password?: SecretReference;
  readonly tls?: TlsSettings;
  readonly topics: readonly TopicRule[];
  readonly share?: string;
  readonly status_topic?: string;
}

/** Names the environment variable that holds a secret. */
export interface SecretReference {
  readonly env: string;
}

export interface TlsSettings {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: SecretReference;
  readonly verify?: boolean;
}

/** What is subscribed, and what a message on it means. */
export interface TopicRule {
  readonly template: string;
  readonly payload: 'json' | 'number';
  readonly qos?: 0 | 1;
  readonly twin_id?: string;
  readonly asset_id?: string;
  readonly metric?: string;
}

export interface FileDocument extends Named {
  readonly kind: 'file';
  readonly path: string;
  readonly format: 'csv' | 'ndjson';
  readonly csv?: CsvFormat;
}

/** Which column of a delimited file holds what. */
export interface CsvFormat {
  readonly columns?: readonly string[];
  readonly delimiter?: string;
  readonly decimal?: '.' | ',';
  readonly time: string;
  readonly utc_offset?: string;
  readonly twin_id?: string;
  readonly twin_column?: string;
  readonly asset_id?: string;
  readonly asset_column?: string;
  /** The column of each metric. */
  readonly metrics?: Readonly<Record<string, string>>;
}
