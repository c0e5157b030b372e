// Stands in for aws-lambda-ric where that is not installed: loads the handler as it does, asks the Runtime API for the
// next invocation, and posts the handler's answer.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

// The runtime imports node:http for itself, so a function finds it loaded.
const { Agent, request } = createRequire(import.meta.url)('node:http');
const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT, _HANDLER } = process.env;
const [hostname, port] = AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const [module, name] = _HANDLER.split('.');
const file = ['mjs', 'cjs'].map((ending) => `${LAMBDA_TASK_ROOT}/${module}.${ending}`).find(existsSync);
const handler = (await import(file))[name];
while (true) {
  const { headers, body } = await call('GET', 'next');
  const id = headers['lambda-runtime-aws-request-id'];
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const getRemainingTimeInMillis = () => deadline - Date.now();
  const answer = await handler(JSON.parse(body), { awsRequestId: id, getRemainingTimeInMillis });
  await call('POST', `${id}/response`, JSON.stringify(answer));
}

function call(method, path, payload) {
  return new Promise((resolve, reject) => {
    const options = { hostname, port, agent, method, path: `/2018-06-01/runtime/invocation/${path}` };
    const sent = request(options, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end(payload);
  });
}
