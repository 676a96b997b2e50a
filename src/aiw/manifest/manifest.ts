import { PERMISSIONS } from '../../platform/http/access/permission.decorator.js';
import { DOCUMENTS } from '../documents/document-links.js';
import { dataSchemaOf, EVENT_TYPES } from '../event-types.js';
import { hrefOf, type SchemaLink } from '../schemas/published-schemas.js';
import type { Endpoint } from './endpoints.js';

/** Version of the protocol that the manifest speaks of. */
const AIW_VERSION = '1.0';

/** What a server serves, as far as it cannot be told from the code alone. */
export interface Served {
  readonly version: string;
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  readonly schemas: readonly SchemaLink[];
  readonly limits: object;
}

/** What an agent that knows nothing but the address needs: where things are, who may, and how much (`manifest.v1`). */
export function manifest({ version, endpoints, schemas, limits }: Served): object {
  return {
    aiw_version: AIW_VERSION,
    service: { name: 'opstwin', version },
    site_type: 'operations-digital-twin',
    endpoints,
    schemas,
    event_types: EVENT_TYPES,
    event_schemas: Object.fromEntries(EVENT_TYPES.map((type) => [type, schemaLink(dataSchemaOf(type))])),
    auth: {
      schemes: [
        { type: 'http', scheme: 'bearer', bearer_format: 'JWT', header: 'Authorization' },
        { type: 'apiKey', header: 'X-API-Key' },
      ],
      login: '/auth/login',
      permissions: PERMISSIONS,
    },
    limits,
    documentation: {
      openapi: DOCUMENTS.openApi,
      asyncapi: DOCUMENTS.asyncApi,
      ui: DOCUMENTS.pages,
      problems: '/problems',
    },
  };
}

function schemaLink(name: string): SchemaLink {
  return { name, href: hrefOf(name) };
}
