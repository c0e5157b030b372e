import type { IncomingMessage } from 'node:http';

/** Milliseconds in which an answer must have come whole, from its headers on: the SDK's time-outs end with these. */
const LONGEST_ANSWER = 2_000;

/** The first byte of a JSON object. */
const BRACE = 0x7b;

/**
 * The bytes of DynamoDB's answer, which is always a JSON object. The SDK takes an empty answer for an empty object: a
 * customer that exists would be missing, and a good key unknown.
 * @throws when it is anything else, or does not come to its end. The SDK adds `$response`, see classifyFailure.
 */
export async function collectAnswer(stream: IncomingMessage): Promise<Uint8Array> {
  const bytes = await collectBytes(stream);
  if (bytes[0] !== BRACE) throw new Error('the answer is no JSON object');
  return bytes;
}

/** The bytes of an answer. @throws when it does not come to its end */
export const collectBytes = (stream: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => stream.destroy(new Error('the answer does not end')), LONGEST_ANSWER);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    stream.once('end', () => {
      clearTimeout(timer);
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    });
  });
