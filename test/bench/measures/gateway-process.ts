import { operations } from '../../../functions/operations.ts';
import { handler as rejectUnrouted } from '../../../functions/service/reject-unrouted.ts';
import { createGateway } from '../../../infra/local/gateway.ts';

// The gateway of the local stack, on a port that it tells its parent.
const routes = operations.map(({ operation: { route, name }, handler }) => ({ route, name, handler }));
const unrouted = { route: '$default', name: 'service/reject-unrouted', handler: rejectUnrouted };
const server = createGateway(routes, unrouted);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
process.once('disconnect', () => process.exit());
