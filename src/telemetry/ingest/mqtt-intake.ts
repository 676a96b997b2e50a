import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { newId } from '../../platform/clock/ids.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { LogTailer } from '../../platform/event-log/log-tailer.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { MqttBus, type MqttMessage } from '../../platform/mqtt/mqtt-bus.js';
import { isDataFault } from './data-fault.js';
import { messageReadings } from './message-readings.js';
import { RefusedMessages } from './refused-messages.js';
import { TelemetryIntake } from './telemetry-intake.js';
import { readTelemetryTopic, telemetryFilter, type TelemetryTopic } from './telemetry-topic.js';

/** Telemetry by MQTT: the broker has checked who may publish, the topic says where it belongs. */
@Injectable()
export class MqttIntake implements OnModuleInit {
  private readonly refused = new RefusedMessages();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly bus: MqttBus,
    private readonly intake: TelemetryIntake,
    private readonly tailer: LogTailer,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!this.config.roles.has('ingest')) return;
    await this.bus.receive(telemetryFilter(this.config.namespace), (message) => this.take(message));
  }

  /** Rejects when the readings could not be stored now; what can never be stored is refused, since it would come again. */
  private async take({ topic, payload }: MqttMessage): Promise<void> {
    const place = readTelemetryTopic(topic);
    if (!place || !(await this.tailer.knows(place.tenant))) {
      this.refused.add(topic, 'the topic names no tenant, twin and asset');
      return;
    }
    const items = this.read(payload, place, topic);
    if (!items) return;
    const operation = { tenant: place.tenant, actor: 'mqtt', correlationId: newId('req'), causationId: null };
    try {
      const { rejected } = await this.intake.take(items, operation, scopeOf(place));
      for (const { index, errors } of rejected) {
        this.refused.add(topic, `reading ${index}: ${errors.map((e) => `${e.pointer} ${e.message}`).join('; ')}`);
      }
    } catch (error) {
      // One message that can never be stored must not come again and again, and keep those after it waiting.
      if (!isDataFault(error)) throw error;
      this.refused.add(topic, (error as Error).message);
    }
  }

  private read(payload: Buffer, place: TelemetryTopic, topic: string): unknown[] | undefined {
    try {
      return messageReadings(payload, place);
    } catch (error) {
      this.refused.add(topic, error instanceof Error ? error.message : 'not JSON');
      return undefined;
    }
  }
}

function scopeOf({ tenant }: TelemetryTopic): TwinScope {
  return TwinScope.of({ subject: 'mqtt', tenant, roles: [], twins: undefined });
}
