import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { JWTPayload } from 'jose';
import { ownTokens, verifyBearer } from '../../../shared/auth/access-tokens.ts';

export interface AuthenticatedEvent extends APIGatewayProxyEventV2 {
  /** Undefined where the token is not good. */
  caller?: JWTPayload | undefined;
}

export const answer = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

type Answer = ReturnType<typeof answer>;

/** middy as a service with tokens uses it. */
export const authenticatedMiddy = (handler: (event: AuthenticatedEvent) => Promise<Answer>) =>
  middy()
    .use({
      async before({ event }) {
        const request = event as AuthenticatedEvent;
        const { authorization } = request.headers;
        request.caller = await verifyBearer(authorization, ownTokens('enkash')).catch(() => undefined);
      },
    })
    .handler(handler);
