import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves Swagger UI at `/docs` and the OpenAPI document at `/docs-json`. */
export function serveOpenApi(app: INestApplication, version: string): void {
  const document = new DocumentBuilder()
    .setTitle('OpsTwin')
    .setDescription('An operations digital twin that people and AI agents can safely act through.')
    .setVersion(version)
    .addBearerAuth()
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, document), {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
  });
}
