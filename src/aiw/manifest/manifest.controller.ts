import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/access/permission.decorator.js';
import { ASYNC_API_TYPE, DOCUMENTS, link } from '../documents/document-links.js';
import { SCHEMA_TYPE } from '../documents/published-document.js';
import { sendDocument } from '../documents/send-document.js';
import { hrefOf } from '../schemas/published-schemas.js';
import { apiCatalog } from './api-catalog.js';
import { ManifestDocument } from './manifest-document.js';

const MANIFEST_LINKS = [
  link(hrefOf('manifest.v1'), 'describedby', SCHEMA_TYPE),
  link(DOCUMENTS.openApi, 'service-desc', 'application/json'),
  link(DOCUMENTS.asyncApi, 'service-desc', ASYNC_API_TYPE),
  link(DOCUMENTS.pages, 'service-doc', 'text/html'),
  link(DOCUMENTS.catalog, 'api-catalog', 'application/linkset+json'),
];

/** Where an agent begins. */
@ApiTags('AIW')
@Controller('.well-known')
export class ManifestController {
  private readonly catalog = apiCatalog();

  constructor(private readonly manifest: ManifestDocument) {}

  @Get('aiw-manifest.json')
  @Public()
  @ApiOperation({ summary: 'What this server offers to agents, and how to use it (manifest.v1)' })
  get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    sendDocument(request, reply, this.manifest.document, { links: MANIFEST_LINKS });
  }

  @Get('api-catalog')
  @Public()
  @ApiOperation({ summary: 'Where this server describes its interfaces, as a set of links (RFC 9727)' })
  getCatalog(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const links = [
      link(DOCUMENTS.catalog, 'api-catalog'),
      link(DOCUMENTS.manifest, 'service-meta', 'application/json'),
    ];
    sendDocument(request, reply, this.catalog, { links });
  }
}
