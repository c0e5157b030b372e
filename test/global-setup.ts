import { randomBytes } from 'node:crypto';
import { startStack } from '../infra/local/stack.ts';

/** One DynamoDB and one KMS for the whole run; each test makes tenants of its own in them. */
export default async function setUp(): Promise<() => Promise<void>> {
  const stack = await startStack({ stage: `test-${randomBytes(4).toString('hex')}` });
  return stack.close;
}
