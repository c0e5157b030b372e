import { verifyOwnToken } from '../../../shared/auth/verify-own-token.ts';
import { callers } from '../deletes.ts';

/** Microseconds that checking the signature of an access token takes, which happens once for each token and process. */
export async function measureSignatureCheck(checks: number): Promise<number[]> {
  const { enkash } = await callers();
  const token = enkash.authorization.replace('Bearer ', '');
  const times: number[] = [];
  while (times.length < checks) {
    const start = performance.now();
    if (!(await verifyOwnToken(token, 'enkash'))) throw new Error('the token is not good');
    times.push((performance.now() - start) * 1000);
  }
  return times;
}
