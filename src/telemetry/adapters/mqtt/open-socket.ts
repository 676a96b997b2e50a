import { once } from 'node:events';
import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { AdapterFault } from '../domain/adapter-fault.js';
import type { HostRule } from '../domain/host-rule.js';
import type { BrokerAccess, TlsMaterial } from './broker-access.js';

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** A connection to the broker, with TLS where the document asks for it. @throws Error when there is none to be had */
export async function openSocket(access: BrokerAccess, signal: AbortSignal): Promise<Socket> {
  const socket = await reach(await resolve(access, signal), access, signal);
  return access.tls ? secure(socket, access.tls, access.host, signal) : socket;
}

/**
 * The addresses of the broker that may be connected to. They are looked up once and then used, so that a name cannot
 * have another address when it is connected to.
 * @throws AdapterFault when the configuration permits none
 */
export async function resolve(
  { host, hosts }: { readonly host: string; readonly hosts: HostRule },
  signal: AbortSignal,
): Promise<Address[]> {
  if (!hosts.permits(host)) throw new AdapterFault(`OPSTWIN_ADAPTER_HOSTS does not name the host ${host}`);
  const found = await Promise.race([lookup(host, { all: true }), failedOn(signal)]);
  const permitted = found.filter(({ address }) => hosts.permitsAddress(address));
  if (permitted.length === 0) throw new AdapterFault(`The host ${host} is link-local, which adapters may not reach`);
  return permitted;
}

/** A TCP connection to one of the addresses. */
export async function reach(
  addresses: readonly Address[],
  { host, port }: { readonly host: string; readonly port: number },
  signal: AbortSignal,
): Promise<Socket> {
  const socket = connectTcp({ host, port, lookup: always(addresses), noDelay: true, keepAlive: true });
  return established(socket, 'connect', signal);
}

/** The connection with TLS around it. @throws Error when the broker's certificate is not trusted */
export async function secure(
  socket: Socket,
  { ca, cert, key, verify }: TlsMaterial,
  host: string,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const name = isIP(host) === 0 ? { servername: host } : {};
  const wrapped = connectTls({ socket, host, ...name, ca, cert, key, rejectUnauthorized: verify });
  return established(wrapped, 'secureConnect', signal);
}

async function established<S extends Socket>(socket: S, event: string, signal: AbortSignal): Promise<S> {
  // Whoever uses the connection hears of its end by `close`; without a listener an error would end the process.
  socket.on('error', () => undefined);
  try {
    await once(socket, event, { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    throw signal.aborted ? new Error('The broker did not answer in time', { cause: error }) : error;
  }
}

function always(addresses: readonly Address[]): LookupFunction {
  return (_host, { all }, callback) => {
    if (all) callback(null, [...addresses]);
    else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
  };
}

function failedOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) fail();
    signal.addEventListener('abort', fail, { once: true });
  });
}
