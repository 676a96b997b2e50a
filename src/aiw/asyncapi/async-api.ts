import { DOCUMENTS } from '../documents/document-links.js';
import { channels } from './channels.js';
import { messages } from './messages.js';
import { operations } from './operations.js';
import { payloadSchemas } from './payload-schemas.js';

/** What an AsyncAPI document says of the process that serves it. */
export interface AsyncApiFacts {
  readonly version: string;
  readonly httpPort: number;
  readonly mqttPort: number;
  /** First level of every MQTT topic. */
  readonly namespace: string;
}

/** The AsyncAPI 3.0 document of what OpsTwin sends and receives as it happens. */
export function asyncApi({ version, httpPort, mqttPort, namespace }: AsyncApiFacts): object {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'OpsTwin',
      version,
      description: `The event stream for agents, and the MQTT topics of assets. The rest is in OpenAPI, at ${DOCUMENTS.openApi}.`,
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      http: server('http', 'Where this document was found.', httpPort, 'bearer', 'key'),
      mqtt: server('mqtt', 'The MQTT broker, embedded or external.', mqttPort, 'mqtt'),
    },
    channels: channels(namespace),
    operations: operations(),
    components: {
      messages: messages(),
      schemas: payloadSchemas(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A token of `POST /auth/login`' },
        key: { type: 'httpApiKey', in: 'header', name: 'X-API-Key', description: 'A key of `POST /api-keys`' },
        mqtt: {
          type: 'userPassword',
          description:
            'The embedded broker takes any user name, and such a token or key as password; an external one its own.',
        },
      },
    },
  };
}

/** A server does not know by which address it is reached, so the address is a variable. */
function server(protocol: 'http' | 'mqtt', description: string, port: number, ...schemes: string[]): object {
  return {
    host: '{host}',
    protocol,
    ...(protocol === 'mqtt' ? { protocolVersion: '3.1.1' } : {}),
    description,
    variables: { host: { default: `localhost:${port}`, description: 'Host and port' } },
    security: schemes.map((scheme) => ({ $ref: `#/components/securitySchemes/${scheme}` })),
  };
}
