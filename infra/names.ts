/** Names that the CDK app, the local stack and the commands must agree on. `local` is the laptop's stage. */
export const resourceNames = (stage: string) => ({
  receivablesTable: `offboard-${stage}-receivables`,
  credentialsTable: `offboard-${stage}-credentials`,
  signingKeyAlias: `alias/offboard-${stage}-token-signing`,
  tokenIssuer: `offboard-${stage}`,
});
