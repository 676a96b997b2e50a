import { Module } from '@nestjs/common';
import { MqttBusModule } from './mqtt-bus.module.js';
import { MqttOpening } from './mqtt-opening.js';

/**
 * Gives every module the MqttBus. Global modules are bootstrapped before all others; this one is not global, so that
 * the bus opens after the command handlers are registered that its messages need.
 */
@Module({ imports: [MqttBusModule], providers: [MqttOpening] })
export class MqttModule {}
