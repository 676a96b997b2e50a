import { connectAsync, type MqttClient } from 'mqtt';
import { ASSET, TWIN } from './line-feed.js';
import type { SimulatedLine } from './simulated-line.js';

/** The controller on the plant's side: it takes OpsTwin's commands from MQTT and obeys them. */
export class PlantController {
  private constructor(private readonly client: MqttClient) {}

  static async connect(url: string, token: string, line: SimulatedLine): Promise<PlantController> {
    const client = await connectAsync(url, { username: 'token', password: token });
    client.on('message', (_topic, payload) => {
      const { params } = JSON.parse(payload.toString('utf8')) as { params: { setpoint?: number } };
      if (params.setpoint !== undefined) line.moveSetpoint(params.setpoint);
    });
    await client.subscribeAsync(`opstwin/default/${TWIN}/${ASSET}/command`, { qos: 1 });
    return new PlantController(client);
  }

  async close(): Promise<void> {
    await this.client.endAsync();
  }
}
