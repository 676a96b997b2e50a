import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { OpenableMqttBus } from './openable-mqtt-bus.js';

/** Opens the bus when the application is ready. */
@Injectable()
export class MqttOpening implements OnApplicationBootstrap {
  constructor(private readonly bus: OpenableMqttBus) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.bus.open();
  }
}
