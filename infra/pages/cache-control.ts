import type { PageFile } from './build.ts';

/** How long browsers, and CloudFront, may keep a file: what may change under its name is asked for each time. */
export const cacheControlOf = ({ isImmutable }: Pick<PageFile, 'isImmutable'>): string =>
  isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache';
