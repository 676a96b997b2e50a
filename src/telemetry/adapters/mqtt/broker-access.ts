import type { MqttDocument, SecretReference } from '../documents/adapter-document.js';
import { AdapterFault } from '../domain/adapter-fault.js';
import type { HostRule } from '../domain/host-rule.js';

/** What it takes to get to a broker. */
export interface BrokerAccess {
  readonly host: string;
  readonly port: number;
  readonly hosts: HostRule;
  /** Undefined: no TLS. */
  readonly tls: TlsMaterial | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

export interface TlsMaterial {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly verify: boolean;
}

/** Secrets by the names of their environment variables. */
export type Secrets = ReadonlyMap<string, string>;

/** @throws AdapterFault when a secret that the document names is not set in this process */
export function brokerAccess(document: MqttDocument, hosts: HostRule, secrets: Secrets): BrokerAccess {
  const { protocol, hostname, port } = new URL(document.url);
  const secure = protocol === 'mqtts:';
  const { ca, cert, key, verify = true } = document.tls ?? {};
  return {
    // An IPv6 address stands in brackets in a URL, and nowhere else.
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 8883 : 1883) : Number(port),
    hosts,
    tls: secure ? { ca, cert, key: secretOf(key, secrets), verify } : undefined,
    username: document.username,
    password: secretOf(document.password, secrets),
  };
}

/** What names the session of an adapter on its broker, the same after a restart. */
export function clientId(
  { name, client_id, share: group }: MqttDocument,
  { namespace, tenant, share }: { namespace: string; tenant: string; share: number },
): string {
  const id = client_id ?? `${namespace}-${tenant}-${name}`;
  return group === undefined ? id : `${id}-${share}`;
}

function secretOf(reference: SecretReference | undefined, secrets: Secrets): string | undefined {
  if (!reference) return undefined;
  const secret = secrets.get(reference.env);
  if (secret !== undefined) return secret;
  throw new AdapterFault(`The environment variable ${reference.env} is not set in this process`);
}
