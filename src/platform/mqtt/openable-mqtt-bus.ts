import { MqttBus } from './mqtt-bus.js';

/** A bus that waits to be opened, so that no message comes before everyone is ready. */
export abstract class OpenableMqttBus extends MqttBus {
  /** @throws Error when the embedded broker cannot listen; an external one that is away is tried again and again */
  abstract open(): Promise<void>;
}
