import { ASYNC_API_TYPE, DOCUMENTS } from '../documents/document-links.js';
import { publishedDocument, type PublishedDocument } from '../documents/published-document.js';

const PROFILE = 'https://www.rfc-editor.org/info/rfc9727';

/** The API catalog (RFC 9727): a linkset (RFC 9264) of the one interface that the server has, and of what describes it. */
export function apiCatalog(): PublishedDocument {
  const linkset = [
    { anchor: DOCUMENTS.catalog, item: [{ href: '/', title: 'OpsTwin' }] },
    {
      anchor: '/',
      'service-desc': [
        { href: DOCUMENTS.openApi, type: 'application/json', title: 'OpenAPI' },
        { href: DOCUMENTS.asyncApi, type: ASYNC_API_TYPE, title: 'AsyncAPI' },
      ],
      'service-doc': [{ href: DOCUMENTS.pages, type: 'text/html' }],
      'service-meta': [{ href: DOCUMENTS.manifest, type: 'application/json', title: 'AIW manifest' }],
      status: [{ href: '/health/ready', type: 'application/json' }],
    },
  ];
  return publishedDocument({ linkset }, `application/linkset+json; profile="${PROFILE}"`);
}
