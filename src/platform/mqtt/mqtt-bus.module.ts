import { Global, Module } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { ConsumerLocks } from '../event-log/consumers/consumer-locks.js';
import { Authorizer } from '../http/access/authorizer.js';
import { CredentialVerifier } from '../http/access/credential-verifier.js';
import { HealthChecks } from '../http/health/health-checks.js';
import { ShutdownSequence } from '../lifecycle/shutdown-sequence.js';
import { ClientAccess } from './embedded/client-access.js';
import { EmbeddedMqttBus } from './embedded/embedded-mqtt-bus.js';
import { ExternalMqttBus } from './external/external-mqtt-bus.js';
import { MqttBus } from './mqtt-bus.js';
import { OpenableMqttBus } from './openable-mqtt-bus.js';

function makeBus(
  config: Config,
  verifier: CredentialVerifier,
  authorizer: Authorizer,
  locks: ConsumerLocks,
  health: HealthChecks,
  shutdown: ShutdownSequence,
): OpenableMqttBus {
  if (config.mqttUrl !== undefined) return new ExternalMqttBus(config, config.mqttUrl, locks, health, shutdown);
  return new EmbeddedMqttBus(config, new ClientAccess(config.namespace, verifier, authorizer), health, shutdown);
}

@Global()
@Module({
  providers: [
    ConsumerLocks,
    {
      provide: OpenableMqttBus,
      useFactory: makeBus,
      inject: [CONFIG, CredentialVerifier, Authorizer, ConsumerLocks, HealthChecks, ShutdownSequence],
    },
    { provide: MqttBus, useExisting: OpenableMqttBus },
  ],
  exports: [MqttBus, OpenableMqttBus],
})
export class MqttBusModule {}
