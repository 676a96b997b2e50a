import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const PERMISSIONS = ['read', 'propose', 'approve', 'execute', 'simulate', 'ingest', 'administer'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What a route can ask of a request: a permission, no more than a valid credential, or nothing. */
export type Access = Permission | 'authenticated' | 'public';

/** Metadata key of a route's Access. */
export const ACCESS = 'opstwin:access';

/** Declares the permission that a route needs. A route without one, @Authenticated or @Public, stops the start. */
export function RequirePermission(permission: Permission): CustomDecorator {
  return SetMetadata<string, Access>(ACCESS, permission);
}

/** Declares that any valid credential will do: for what callers do with their own credential. */
export function Authenticated(): CustomDecorator {
  return SetMetadata<string, Access>(ACCESS, 'authenticated');
}

/** Declares that a route needs no credential. */
export function Public(): CustomDecorator {
  return SetMetadata<string, Access>(ACCESS, 'public');
}
