import packageJson from '../../package.json' with { type: 'json' };
import type { Grants } from '../../shared/http/operation.ts';
import { resourceNames } from '../names.ts';

/** What a stage knows that its functions must be told. */
export interface StageSettings {
  readonly stage: string;
  /** DER SubjectPublicKeyInfo in base64. */
  readonly publicKey: string;
  /** Of the bucket of files. */
  readonly filesUrl: string;
  /** Days for which deleted customers can be restored. */
  readonly restorationDays: number;
  /** Of EventBridge. */
  readonly eventsUrl?: string;
  /** Days for which entries of histories, and events of the feed, are kept. */
  readonly historyDays: number;
  /** An outside issuer of Amili tokens, where the stage trusts one. */
  readonly amiliIssuer?: { readonly issuer: string; readonly audience: string; readonly jwksUrl: string };
}

/** Who signs operators in beside their keys: a Cognito user pool, or any issuer of OpenID Connect. */
export interface OperatorIssuer {
  /** As tokens name it: `https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI` */
  readonly issuer: string;
  readonly jwksUrl: string;
  /** The console's, a client without a secret. Only tokens that it was given are taken. */
  readonly clientId: string;
  /** `aud` of its access tokens. Cognito's have none; without one they must say `token_use: access`. */
  readonly audience?: string;
  /** In front of the scopes: with `offboard/` they are `offboard/read` and `offboard/write`. */
  readonly scopePrefix: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
}

/** What functions of the operator's dialect are told of it. */
export const operatorIssuerVariables = ({
  issuer,
  jwksUrl,
  clientId,
  audience,
  scopePrefix,
}: OperatorIssuer) => ({
  OPERATOR_ISSUER: issuer,
  OPERATOR_JWKS_URL: jwksUrl,
  OPERATOR_CLIENT_ID: clientId,
  OPERATOR_SCOPE_PREFIX: scopePrefix,
  ...(audience !== undefined && { OPERATOR_TOKEN_AUDIENCE: audience }),
});

/** The environment of a function: what its grants let it use, and nothing else. */
export function functionEnvironment(
  grants: Grants,
  { stage, publicKey, filesUrl, eventsUrl = '', historyDays, restorationDays, amiliIssuer }: StageSettings,
) {
  const names = resourceNames(stage);
  const usesTokens = grants.tokenKey === 'sign' || grants.tokenKey === 'verify';
  return {
    STAGE: stage,
    SERVICE_VERSION: packageJson.version,
    ...((grants.receivables || grants.indexes) && { RECEIVABLES_TABLE: names.receivablesTable }),
    ...(grants.credentials && { CREDENTIALS_TABLE: names.credentialsTable }),
    ...(grants.files && { FILES_URL: filesUrl }),
    ...(grants.restorationDays && { RESTORATION_DAYS: String(restorationDays) }),
    ...(grants.events && { EVENT_BUS: names.eventBus, EVENTS_URL: eventsUrl }),
    ...(grants.history && { HISTORY_DAYS: String(historyDays) }),
    ...(usesTokens && { TOKEN_ISSUER: names.tokenIssuer, TOKEN_PUBLIC_KEY: publicKey }),
    ...(grants.tokenKey === 'sign' && { TOKEN_SIGNING_KEY: names.signingKeyAlias }),
    ...(grants.tokenKey === 'verify' &&
      amiliIssuer && {
        AMILI_ISSUER: amiliIssuer.issuer,
        AMILI_TOKEN_AUDIENCE: amiliIssuer.audience,
        AMILI_JWKS_URL: amiliIssuer.jwksUrl,
      }),
  };
}

/** The environment of everything at once: the local stack runs all operations in one process, and has no bus. */
export const wholeEnvironment = (settings: StageSettings) => ({
  ...functionEnvironment(
    {
      ...{ receivables: [], credentials: [], files: [], tokenKey: 'verify' },
      ...{ history: 'kept', restorationDays: true },
    },
    settings,
  ),
  ...functionEnvironment({ tokenKey: 'sign' }, settings),
});
