import { operations } from '../../functions/operations.ts';
import { runWithOptions } from './command-line.ts';

const usage = `usage: npm run --silent routes

Prints every operation: method, path and name.`;

await runWithOptions({ name: 'npm run routes', usage }, async () => {
  for (const { operation } of operations) {
    const [method = '', path = ''] = operation.route.split(' ');
    process.stdout.write(`${method.padEnd(6)}  ${path.padEnd(56)}  ${operation.name}\n`);
  }
});
