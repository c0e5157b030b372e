/** What a function finds in its environment, and nothing else of this process's. */
const NAMES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_ENDPOINT_URL_DYNAMODB',
  'AWS_ENDPOINT_URL_KMS',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'CREDENTIALS_TABLE',
  'FILES_URL',
  'HISTORY_DAYS',
  'RECEIVABLES_TABLE',
  'RESTORATION_DAYS',
  'ROUTES',
  'SERVICE_VERSION',
  'STAGE',
  'TOKEN_ISSUER',
  'TOKEN_PUBLIC_KEY',
  'TOKEN_SIGNING_KEY',
];

/** The environment of a function that runs on the stack of this process. */
export function functionVariables(): Record<string, string> {
  const known = NAMES.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known);
}
