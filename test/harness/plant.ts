import { setTimeout as sleep } from 'node:timers/promises';
import type { OpsTwinProcess } from './opstwin-process.js';
import type { Random } from './random.js';

interface Proposal {
  readonly proposal_id: string;
  readonly digest: string;
}

const TWINS = ['line_1', 'line_2', 'oven_1', 'oven_2'];
const ASSETS = ['tool_1', 'tool_2'];
const NORMAL = 80;
const FAULTY = 130;

/** A plant in operation and the people at it: everything that changes state, through the API and at random. */
export class Plant {
  private running = true;
  private work: Promise<unknown> | undefined;
  private at = Date.UTC(2026, 0, 1);
  private twins = [...TWINS];
  private policies = 0;
  /** Series that are faulty at the moment. */
  private readonly faulty = new Set<string>();

  constructor(
    private readonly server: OpsTwinProcess,
    private readonly random: Random,
  ) {}

  /** Gives every series a baseline, so that faults are noticed from now on. */
  async warmUp(): Promise<void> {
    for (const twin of TWINS) for (const asset of ASSETS) await this.ingest(twin, asset, this.values(NORMAL, 70));
  }

  start(): void {
    const jobs = [
      () => this.report(),
      () => this.report(),
      () => this.propose(),
      () => this.settle(),
      () => this.simulate(),
      () => this.act(),
      () => this.publish(),
    ];
    this.work = Promise.all(jobs.map((job) => this.repeat(job, this.random.fork())));
  }

  /** Ends what is going on. @throws Error when any of it was not answered as it should be */
  async stop(): Promise<void> {
    this.running = false;
    await this.work;
  }

  private async repeat(job: () => Promise<void>, random: Random): Promise<void> {
    while (this.running) {
      await job();
      await sleep(random.whole(60));
    }
  }

  /** Most readings are normal; faults begin, last a while and end. Now and then there is a new twin or asset. */
  private async report(): Promise<void> {
    const { random } = this;
    if (random.chance(0.05)) this.twins.push(`line_new_${this.twins.length}`);
    const twin = random.one(this.twins);
    const asset = random.chance(0.05) ? `tool_new_${random.whole(10)}` : random.one(ASSETS);
    const series = `${twin}/${asset}`;
    if (!this.faulty.has(series)) {
      await this.ingest(twin, asset, this.values(NORMAL, 3));
      if (random.chance(0.3)) this.faulty.add(series);
    } else if (random.chance(0.5)) await this.ingest(twin, asset, this.values(FAULTY + random.whole(50), 4));
    else {
      this.faulty.delete(series);
      await this.ingest(twin, asset, this.values(NORMAL, 13));
    }
  }

  private async propose(): Promise<void> {
    const expires = this.random.chance(0.3) ? { expires_in: 1 } : {};
    await this.post('agent', '/proposals', 201, {
      twin_id: this.random.one(TWINS),
      summary: 'Move it.',
      recommended_action: this.setpoint(),
      ...expires,
    });
  }

  private async settle(): Promise<void> {
    const { server, random } = this;
    const list = await server.get<{ items: Proposal[] }>('/proposals?status=pending', server.token('supervisor'));
    if (list.body.items.length === 0) return;
    const { proposal_id, digest } = random.one(list.body.items);
    const [verb, body] = random.chance(0.6) ? ['approve', { digest }] : ['reject', { reason: 'Not now.' }];
    // It may have expired in between.
    await this.post('supervisor', `/proposals/${proposal_id}/${verb}`, [200, 409], body);
  }

  private async simulate(): Promise<void> {
    const body = { twin_id: this.random.one(TWINS), scenario: 'hold-or-move-setpoint', n_samples: 1000 };
    await this.post('agent', '/sim/run', 202, body);
  }

  private async act(): Promise<void> {
    await this.post('executor', '/actions', 202, { twin_id: this.random.one(TWINS), ...this.setpoint() });
  }

  private async publish(): Promise<void> {
    if (!this.random.chance(0.3)) return;
    const document = {
      name: `policy_${this.policies++ % 4}`,
      selector: { twins: ['none'] },
      rules: [
        { id: 'r', when: 'true', simulate: { scenario: 'hold-or-move-setpoint' }, decide: { approval: 'always' } },
      ],
    };
    const { policy_id } = await this.post<{ policy_id: string }>('admin', '/policies', 201, document);
    await this.post('admin', `/policies/${policy_id}/publish`, 200, {});
  }

  private setpoint() {
    const params = { setpoint: this.random.whole(100) };
    return { type: 'set_parameter', target: this.random.one(ASSETS), params };
  }

  private values(around: number, count: number): number[] {
    return Array.from({ length: count }, () => around + this.random.next());
  }

  private async ingest(twin: string, asset: string, values: readonly number[]): Promise<void> {
    const readings = values.map((temperature) => {
      this.at += 1000;
      return { twin_id: twin, asset_id: asset, ts: new Date(this.at).toISOString(), metrics: { temperature } };
    });
    await this.post('executor', '/telemetry/ingest', 202, readings);
  }

  private async post<Body>(role: string, path: string, expected: number | number[], body: object): Promise<Body> {
    const answer = await this.server.post<Body>(path, body, this.server.token(role));
    if ([expected].flat().includes(answer.status)) return answer.body;
    throw new Error(`POST ${path} answered ${answer.status}: ${answer.text}`);
  }
}
