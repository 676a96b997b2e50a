/** A message that came in, before anyone acknowledged it. */
export interface MqttMessage {
  readonly topic: string;
  readonly payload: Buffer;
}

/** MQTT as the modules see it: the embedded broker, or a connection to the configured one. */
export abstract class MqttBus {
  /** URL that devices connect to. */
  abstract readonly url: string;

  /**
   * Hands every message on the topics of a filter to the handler. With QoS 1 the sender's acknowledgement waits until
   * the handler is done; when it rejects, the message is not acknowledged and comes again.
   */
  abstract receive(filter: string, handler: (message: MqttMessage) => Promise<void>): Promise<void>;

  /** Publishes with QoS 1. Resolves once the broker has the message. */
  abstract publish(topic: string, payload: string): Promise<void>;
}
