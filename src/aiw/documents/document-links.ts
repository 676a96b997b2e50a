/** Where the server describes itself. References are relative, since a server behind a proxy does not know its own address. */
export const DOCUMENTS = {
  manifest: '/.well-known/aiw-manifest.json',
  catalog: '/.well-known/api-catalog',
  asyncApi: '/asyncapi.json',
  openApi: '/docs-json',
  pages: '/docs',
} as const;

export const ASYNC_API_TYPE = 'application/vnd.aai.asyncapi+json;version=3.0.0';

/** An entry of a Link header (RFC 8288). */
export function link(href: string, rel: string, type?: string): string {
  return `<${href}>; rel="${rel}"${type === undefined ? '' : `; type="${type}"`}`;
}
