/** The stages that are deployed, for the commands too, which do not load the CDK as stages.ts does. */
export const stageNames = ['dev', 'staging', 'prod'] as const;

export const STAGE_NAME = new RegExp(`^(${stageNames.join('|')})$`);

/** Names that the CDK app, the local stack and the commands must agree on. `local` is the laptop's stage. */
export const resourceNames = (stage: string) => ({
  receivablesTable: `offboard-${stage}-receivables`,
  credentialsTable: `offboard-${stage}-credentials`,
  /** Where it is deployed, account and region follow: a bucket's name is unique in all of AWS. */
  filesBucket: `offboard-${stage}-files`,
  eventBus: `offboard-${stage}`,
  undeliveredEvents: `offboard-${stage}-undelivered-events`,
  signingKeyAlias: `alias/offboard-${stage}-token-signing`,
  tokenIssuer: `offboard-${stage}`,
});

/** A function's name without its resource folder: `enkash/customers/delete-customer` is `enkash-delete-customer`. */
const shortName = (name: string): string => `${name.split('/').at(0)}-${name.split('/').at(-1)}`;

/** The Lambda function of an operation or worker: `offboard-dev-enkash-delete-customer`. */
export const functionName = (stage: string, name: string): string => `offboard-${stage}-${shortName(name)}`;

/** How a function is called in the template, and so for `sam local invoke`: `EnkashDeleteCustomer`. */
export const logicalId = (name: string): string => logicalPart(shortName(name));

/** `beel-flat` as a part of names in a template: `BeelFlat`. */
export const logicalPart = (name: string): string =>
  name.replaceAll(/(?:^|-)(\w)/g, (_, initial: string) => initial.toUpperCase());
