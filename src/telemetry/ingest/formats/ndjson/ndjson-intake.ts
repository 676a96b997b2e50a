import { Injectable } from '@nestjs/common';
import type { Operation } from '../../../../platform/event-log/operation.js';
import type { TwinScope } from '../../../../platform/http/access/twin-scope.js';
import { ProblemError } from '../../../../platform/http/problems/problem.error.js';
import { interrupted } from '../../ingest-answer.js';
import { Tally } from '../../tally.js';
import { READINGS_LIMIT, TelemetryIntake } from '../../telemetry-intake.js';
import type { NdjsonBody } from './ndjson-body.js';
import { ndjsonItems } from './ndjson-items.js';

/** Readings that are handed to the store at a time. */
const CHUNK = 1000;

/** Stores a stream of readings while it comes in: while a chunk waits for its commit, nothing more is read. */
@Injectable()
export class NdjsonIntake {
  constructor(private readonly intake: TelemetryIntake) {}

  /**
   * Resolves once everything valid is durably stored.
   * @param source as for `TelemetryIntake.take`
   * @throws ProblemError of what ended the stream early, with what became of the readings before
   */
  async take({ stream }: NdjsonBody, operation: Operation, scope: TwinScope, source?: string): Promise<Tally> {
    const tally = new Tally();
    try {
      for await (const chunk of chunksOf(stream)) {
        tally.add(await this.intake.take(chunk, operation, scope, source));
      }
      return tally;
    } catch (error) {
      throw interrupted(error, tally);
    }
  }
}

async function* chunksOf(stream: NdjsonBody['stream']): AsyncGenerator<unknown[], void> {
  let waiting: unknown[] = [];
  let taken = 0;
  for await (const items of ndjsonItems(stream)) {
    for (const item of items) {
      taken += 1;
      if (taken > READINGS_LIMIT) {
        if (waiting.length > 0) yield waiting;
        throw new ProblemError('payload-too-large', `At most ${READINGS_LIMIT} readings in one request.`);
      }
      waiting.push(item);
      if (waiting.length < CHUNK) continue;
      yield waiting;
      waiting = [];
    }
  }
  if (waiting.length > 0) yield waiting;
}
