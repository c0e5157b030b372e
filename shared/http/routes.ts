import type { Operation } from './operation.ts';

/** The routes of an operation. Whatever takes GET takes HEAD (RFC 9110, section 9.3.2): API Gateway has to be told. */
export const routesOf = ({ route }: Pick<Operation, 'route'>): string[] =>
  route.startsWith('GET ') ? [route, route.replace('GET', 'HEAD')] : [route];
