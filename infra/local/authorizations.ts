import type { DialectName } from '../../functions/operations.ts';
import {
  amiliAuthorization,
  enkashAuthorization,
  enkashBasic,
} from '../commands/credentials/make-credentials.ts';
import type { Seeds } from './seeds.ts';

/** Values of the Authorization header for the samples' tenant of a dialect, by the security schemes of its document. */
export async function authorizationsOf(
  dialect: DialectName,
  { enkash, amili, beel, operator }: Seeds,
): Promise<Record<string, string>> {
  switch (dialect) {
    case 'enkash':
      return { accessToken: await enkashAuthorization(enkash), client: enkashBasic(enkash) };
    case 'amili':
      return { accessToken: await amiliAuthorization(amili) };
    case 'beel':
    case 'beel-flat':
      return { apiKey: beel.authorization };
    case 'operator':
      return { operatorKey: operator.authorization };
    case 'service':
      return {};
  }
}
