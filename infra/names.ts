/** The stages that are deployed, for the commands too, which do not load the CDK as stages.ts does. */
export const stageNames = ['dev', 'staging', 'prod'] as const;

export const STAGE_NAME = new RegExp(`^(${stageNames.join('|')})$`);

/** Names that the CDK app, the local stack and the commands must agree on. `local` is the laptop's stage. */
export const resourceNames = (stage: string) => ({
  receivablesTable: `offboard-${stage}-receivables`,
  credentialsTable: `offboard-${stage}-credentials`,
  signingKeyAlias: `alias/offboard-${stage}-token-signing`,
  tokenIssuer: `offboard-${stage}`,
});

/** The Lambda function of an operation: `enkash/delete-customer` is `offboard-dev-enkash-delete-customer`. */
export const functionName = (stage: string, operation: string): string =>
  `offboard-${stage}-${operation.replace('/', '-')}`;

/** How an operation's function is called in the template, and so for `sam local invoke`: `EnkashDeleteCustomer`. */
export const logicalId = (operation: string): string =>
  operation.replaceAll(/(?:^|[/-])(\w)/g, (_, initial: string) => initial.toUpperCase());
