import { Injectable, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS } from '../../platform/http/access/permission.decorator.js';

/** A route as this process serves it. */
export interface ServedRoute {
  readonly method: string;
  /** With parameters as RFC 6570 writes them: `/sim/{sim_id}`. */
  readonly path: string;
  /** The permission that it needs, or `public`. */
  readonly access: string;
}

/** Finds every route that the process's controllers declare. */
@Injectable()
export class ServedRoutes {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  all(): ServedRoute[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => routesOf(metatype as Type, prototype[name]));
    });
  }
}

function routesOf(controller: Type, handler: object | undefined): ServedRoute[] {
  if (handler === undefined || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
  const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
  const access = Reflect.getMetadata(ACCESS, handler) as string;
  return paths(controller).flatMap((base) =>
    paths(handler).map((path) => ({ method, path: joined(base, path), access })),
  );
}

function paths(target: object): string[] {
  return [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();
}

function joined(base: string, path: string): string {
  const segments = `${base}/${path}`.split('/').filter((segment) => segment !== '');
  return `/${segments.map((segment) => segment.replace(/^:(\w+)$/, '{$1}')).join('/')}`;
}
