import type { IDisconnectPacket, MqttClient } from 'mqtt';

const END_MS = 2000;

/**
 * Ends a client's connection for good, with a DISCONNECT where somebody may still read it. Resolves once the connection is
 * closed, which a broker that does not answer delays by two seconds at most.
 *
 * The library's own end resolves only when no request of the client is outstanding, and so never for one whose answer was
 * lost with the connection.
 */
export async function endConnection(client: MqttClient, disconnect: Partial<IDisconnectPacket> = {}): Promise<void> {
  const { stream } = client;
  const closed = new Promise<void>((resolve) => {
    if (stream.closed) resolve();
    else stream.once('close', resolve);
  });
  const late = setTimeout(() => stream.destroy(), END_MS);
  client.end(!client.connected || stream.destroyed, disconnect);
  await closed;
  clearTimeout(late);
}
