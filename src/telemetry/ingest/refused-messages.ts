import { Logger } from '@nestjs/common';

const EVERY_MS = 5000;

/** Counts readings by MQTT that cannot be stored, and logs them: one line in five seconds, however many there are. */
export class RefusedMessages {
  private readonly logger = new Logger('MqttIntake');
  private total = 0;
  private told = 0;
  private toldAt = -Infinity;

  add(topic: string, reason: string): void {
    this.total += 1;
    const now = performance.now();
    if (now - this.toldAt < EVERY_MS) return;
    const more = this.total - this.told - 1;
    const others = more > 0 ? ` (and ${more} more since the last line)` : '';
    this.logger.warn(`Refused a reading on ${topic}: ${reason}${others}; ${this.total} refused since the start`);
    this.told = this.total;
    this.toldAt = now;
  }
}
