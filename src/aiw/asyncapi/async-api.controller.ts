import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { packageVersion } from '../../platform/config/package-version.js';
import { Public } from '../../platform/http/access/permission.decorator.js';
import { ASYNC_API_TYPE } from '../documents/document-links.js';
import { publishedDocument, type PublishedDocument } from '../documents/published-document.js';
import { sendDocument } from '../documents/send-document.js';
import { asyncApi } from './async-api.js';

/** What is sent and received as it happens, for generators of clients. */
@ApiTags('AIW')
@Controller('asyncapi.json')
export class AsyncApiController {
  private readonly document: PublishedDocument;

  constructor(@Inject(CONFIG) { port, mqttPort, namespace }: Config) {
    const facts = { version: packageVersion(), httpPort: port, mqttPort, namespace };
    this.document = publishedDocument(asyncApi(facts), ASYNC_API_TYPE);
  }

  @Get()
  @Public()
  @ApiOperation({ summary: 'The event stream and the MQTT topics (AsyncAPI 3.0)' })
  get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    sendDocument(request, reply, this.document);
  }
}
