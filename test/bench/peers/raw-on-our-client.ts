import { documentClient } from '../../../shared/dynamodb/client.ts';
import { bareDelete } from './conditional-delete.ts';

/** The baseline's handler on the client of our functions: what is added to it is the functions' own code alone. */
export const handler = bareDelete(documentClient);
