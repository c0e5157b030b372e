import { createServer } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { lambdaContext } from '../../../infra/local/lambda-context.ts';

// The smallest HTTP server for the baseline. It tells its parent the port.
const { handler } = (await import(process.argv[2] as string)) as typeof import('../peers/raw.ts');
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const customerId = pathname.slice(pathname.lastIndexOf('/') + 1);
  const event = { pathParameters: { customerId }, queryStringParameters: Object.fromEntries(searchParams) };
  try {
    const { statusCode, body } = await handler(
      event as unknown as APIGatewayProxyEventV2,
      lambdaContext('raw'),
    );
    response.writeHead(statusCode).end(body);
  } catch {
    response.writeHead(500).end();
  }
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
process.once('disconnect', () => process.exit());
