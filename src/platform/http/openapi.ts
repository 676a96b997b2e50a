import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** Name of the scheme of API keys. */
const KEY = 'key';

/** Serves Swagger UI at `/docs` and the OpenAPI document at `/docs-json`. */
export function serveOpenApi(app: INestApplication, version: string): void {
  const document = new DocumentBuilder()
    .setTitle('OpsTwin')
    .setDescription('An operations digital twin that people and AI agents can safely act through.')
    .setVersion(version)
    .addBearerAuth()
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'A key of `POST /api-keys`' }, KEY)
    .addGlobalResponse({
      status: 429,
      description: 'Too many requests: `Retry-After` and `RateLimit` tell when to go on',
    })
    .build();
  SwaggerModule.setup('docs', app, () => withKeys(SwaggerModule.createDocument(app, document)), {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
  });
}

/** Whatever takes a token takes a key instead. */
function withKeys(api: OpenAPIObject): OpenAPIObject {
  for (const item of Object.values(api.paths)) {
    for (const operation of [item.get, item.put, item.post, item.patch, item.delete]) {
      if (operation?.security?.some((requirement) => 'bearer' in requirement)) operation.security.push({ [KEY]: [] });
    }
  }
  return api;
}
