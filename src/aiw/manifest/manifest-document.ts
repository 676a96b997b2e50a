import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { packageVersion } from '../../platform/config/package-version.js';
import { readSchema } from '../../platform/schemas/schema-files.js';
import { schemaValidator } from '../../platform/schemas/schema-validator.js';
import { JSON_TYPE, publishedDocument, type PublishedDocument } from '../documents/published-document.js';
import { PublishedSchemas } from '../schemas/published-schemas.js';
import { endpointsOf } from './endpoints.js';
import { limitsOf } from './limits.js';
import { manifest } from './manifest.js';
import { ServedRoutes } from './served-routes.js';

/** The manifest of this process, made once it is known which routes there are. */
@Injectable()
export class ManifestDocument implements OnApplicationBootstrap {
  private made: PublishedDocument | undefined;

  constructor(
    private readonly routes: ServedRoutes,
    private readonly schemas: PublishedSchemas,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Error when the manifest does not fit `manifest.v1`, which stops the start */
  onApplicationBootstrap(): void {
    const content = manifest({
      version: packageVersion(),
      endpoints: endpointsOf(this.routes.all()),
      schemas: this.schemas.links,
      limits: limitsOf(this.config),
    });
    const faults = schemaValidator(readSchema('manifest.v1'))(content);
    if (faults.length > 0) throw new Error(`The manifest does not fit manifest.v1: ${JSON.stringify(faults)}`);
    this.made = publishedDocument(content, JSON_TYPE);
  }

  get document(): PublishedDocument {
    if (!this.made) throw new Error('The manifest is made when the application has started');
    return this.made;
  }
}
