import { createServiceGateway } from '../../../infra/local/service-gateway.ts';

// The gateway of the local stack. It tells its parent the port.
const server = createServiceGateway();
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
process.once('disconnect', () => process.exit());
