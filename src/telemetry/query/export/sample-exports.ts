import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../../../platform/database/database.js';
import { ProblemError } from '../../../platform/http/problems/problem.error.js';
import { StreamedAnswer } from '../../../platform/http/streaming/streamed-answer.js';
import { ShutdownSequence } from '../../../platform/lifecycle/shutdown-sequence.js';
import { SampleReader, type SampleOrder } from '../sample-reader.js';
import type { SampleTimes } from '../sample-times.js';
import { SeriesFinder, type SeriesChoice } from '../series-finder.js';
import type { ExportFormat } from './export-format.js';

/** Exports at once: each has a connection of the database for as long as its client takes. */
const AT_ONCE = 4;
const STALLED_MS = 30_000;

/** Sends all samples of a range while it reads them, so that never all of them are in memory. */
@Injectable()
export class SampleExports implements OnModuleInit {
  private readonly answers = new Set<StreamedAnswer>();

  constructor(
    private readonly database: Database,
    private readonly finder: SeriesFinder,
    private readonly reader: SampleReader,
    private readonly shutdown: ShutdownSequence,
  ) {}

  onModuleInit(): void {
    this.shutdown.on('intake', 'the telemetry exports', () => {
      for (const answer of this.answers) answer.abandon();
    });
  }

  /** @throws ProblemError 503 when too many others are sent */
  async send(
    reply: FastifyReply,
    choice: SeriesChoice,
    times: SampleTimes,
    order: SampleOrder,
    { mediaType, head, line }: ExportFormat,
  ): Promise<void> {
    if (this.answers.size >= AT_ONCE) throw new ProblemError('unavailable', 'Too many exports are sent at the moment.');
    const answer = new StreamedAnswer(reply, 'An export', mediaType, { stalledMs: STALLED_MS });
    this.answers.add(answer);
    try {
      await this.database.snapshot(async () => {
        const series = await this.finder.find(choice);
        await answer.write(head);
        for await (const rows of this.reader.stream(series, times, order)) {
          await answer.write(rows.map(line).join(''));
          if (!answer.open) return;
        }
      });
      answer.end();
    } catch (error) {
      answer.abandon();
      throw error;
    } finally {
      this.answers.delete(answer);
    }
  }
}
