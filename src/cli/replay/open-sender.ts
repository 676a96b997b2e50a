import { systemClock, type Clock } from '../client/clock.js';
import { HttpSender } from './http-sender.js';
import { MqttSender } from './mqtt-sender.js';
import type { Notify, ReadingSender } from './reading-sender.js';
import { DEFAULTS, type ReplayOptions } from './replay-options.js';

/** The way that the options ask for: MQTT when they name a broker, else HTTP. */
export function openSender(
  options: ReplayOptions,
  signal: AbortSignal,
  notify: Notify,
  clock: Clock = systemClock,
): ReadingSender {
  const { mqtt, token } = options;
  const retryForMs = (options.retryFor ?? DEFAULTS.retryFor) * 1000;
  if (mqtt === undefined) {
    return new HttpSender({ url: options.url ?? DEFAULTS.url, token, retryForMs, signal, notify, clock });
  }
  return new MqttSender({
    url: mqtt,
    namespace: options.namespace ?? DEFAULTS.namespace,
    tenant: options.tenant ?? DEFAULTS.tenant,
    window: options.window ?? DEFAULTS.window,
    token,
    retryForMs,
    signal,
    notify,
  });
}
