import { documentClient } from '../../../shared/dynamodb/client.ts';
import { bareDelete } from './conditional-delete.ts';

/** The baseline's handler on the client of our functions: what functions take more than this is their own code's. */
export const handler = bareDelete(documentClient);
