import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { MqttClient } from 'mqtt';
import { endConnection } from '../../../platform/mqtt/end-connection.js';
import type { MqttDocument } from '../documents/adapter-document.js';
import type { BrokerAccess } from '../mqtt/broker-access.js';
import { logIn } from '../mqtt/log-in.js';
import { reach, resolve, secure } from '../mqtt/open-socket.js';
import { subscribe } from '../mqtt/subscribe.js';
import { Topics } from '../mqtt/topics.js';
import type { TrialSteps } from './trial-steps.js';

/**
 * Connects to the broker of a document and subscribes, in a session of its own and outside of a shared group, so that it
 * takes no message from anybody.
 * @param access what it takes to get to the broker
 */
export async function tryBroker(
  document: MqttDocument,
  access: () => BrokerAccess,
  steps: TrialSteps,
  signal: AbortSignal,
): Promise<void> {
  const broker = await steps.take('settings', access);
  const addresses = await steps.take(
    'resolve',
    () => resolve(broker, signal),
    (found) => found.map(({ address }) => address).join(', '),
  );
  let socket: Socket = await steps.take('connect', () => reach(addresses, broker, signal));
  let client: MqttClient | undefined;
  const giveUp = (): void => void socket.destroy();
  signal.addEventListener('abort', giveUp);
  try {
    const { tls } = broker;
    if (tls) socket = await steps.take('tls', () => secure(socket, tls, broker.host, signal));
    const session = { clientId: `opstwin-trial-${randomBytes(6).toString('hex')}`, expiry: 0 };
    const loggedIn = await steps.take('login', () =>
      logIn(socket, broker, document.protocol, session, (message) => {
        message.acknowledge();
      }),
    );
    client = loggedIn;
    const { subscriptions } = new Topics({ ...document, share: undefined });
    await steps.take(
      'subscribe',
      () => subscribe(loggedIn, subscriptions),
      () => [...subscriptions.keys()].join(', '),
    );
  } finally {
    signal.removeEventListener('abort', giveUp);
    if (client) await endConnection(client);
    socket.destroy();
  }
}
