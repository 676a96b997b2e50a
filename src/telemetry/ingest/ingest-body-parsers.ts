import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { BODY_LIMIT } from '../../platform/http/fastify-adapter.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { NdjsonBody } from './formats/ndjson/ndjson-body.js';

/** What OpenTelemetry's exporters send unless they are told otherwise. */
const PROTOBUF = 'application/x-protobuf';

/** Lets the HTTP server take the content types that only telemetry comes in. */
@Injectable()
export class IngestBodyParsers implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addContentTypeParser('application/x-ndjson', (request, stream, done) => {
      const tooLong = Number(request.headers['content-length'] ?? 0) > BODY_LIMIT;
      if (tooLong) done(new ProblemError('payload-too-large', `The body is longer than ${BODY_LIMIT} bytes.`));
      else done(null, new NdjsonBody(stream));
    });
    fastify.addContentTypeParser(PROTOBUF, (_request, _stream, done) => {
      done(
        new ProblemError(
          'unsupported-media-type',
          'Protobuf is not taken here: send OTLP as application/json (Collector: `encoding: json` of the exporter otlphttp; ' +
            'SDK: OTEL_EXPORTER_OTLP_PROTOCOL=http/json).',
        ),
      );
    });
  }
}
