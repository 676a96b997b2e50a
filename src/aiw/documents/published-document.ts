import { createHash } from 'node:crypto';

/** A document that seldom changes, and the strong ETag (RFC 9110, 8.8.3) of its bytes. */
export interface PublishedDocument {
  readonly text: string;
  /** With its parameters, such as a charset where the type has one. */
  readonly contentType: string;
  readonly etag: string;
}

export const JSON_TYPE = 'application/json; charset=utf-8';
/** JSON, and so UTF-8: the types that end in `+json` have no charset. */
export const SCHEMA_TYPE = 'application/schema+json';

export function publishedDocument(content: unknown, contentType: string): PublishedDocument {
  const text = JSON.stringify(content);
  return { text, contentType, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
}

/** Whether an If-None-Match header names the ETag, by the weak comparison that RFC 9110, 13.1.2 asks for. */
export function namesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const named = header.match(/(?:W\/)?"[^"]*"|\*/g) ?? [];
  return named.some((entry) => entry === '*' || entry.replace(/^W\//, '') === etag);
}
