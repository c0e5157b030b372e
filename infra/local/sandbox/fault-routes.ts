import type { IncomingMessage } from 'node:http';
import type { HttpResponse } from '../../../shared/http/dialect.ts';
import { parsed, type SandboxRoute } from './answer.ts';
import { faultOfWord, newFault, WORDS_TOLD } from './fault-schema.ts';
import type { Faults } from './faults.ts';
import type { NewFault } from './shapes.ts';
import { type Faulty, underFault } from './under-fault.ts';

/** Sets faults, shows them and takes them back. */
export const faultRoutes = (faults: Faults): readonly SandboxRoute[] => [
  { route: 'GET /sandbox/faults', answer: () => ({ items: faults.list() }) },
  { route: 'POST /sandbox/faults', answer: ({ body }) => faults.set(parsed(newFault, body) as NewFault) },
  { route: 'DELETE /sandbox/faults', answer: () => faults.reset() },
  { route: 'DELETE /sandbox/faults/{id}', answer: ({ path: { id = '' } }) => faults.remove(id) },
];

/**
 * Answers a request under the fault that its own header `Offboard-Fault` asks for, else under one that was set. Whoever
 * may call may send the header, from other machines too: it harms nobody but its sender.
 */
export function answerUnderFaults(faults: Faults, faulty: Faulty): Promise<HttpResponse | undefined> {
  const word = wordOf(faulty.request);
  if (word === undefined) {
    const fault = faults.meet(faulty.request);
    return fault ? underFault(fault, faulty) : faulty.answer();
  }
  const asked = faultOfWord(word);
  return asked ? underFault(asked, faulty) : Promise.resolve(unknownWord(word));
}

const wordOf = ({ headers }: IncomingMessage): string | undefined => {
  const value = headers['offboard-fault'];
  return value === undefined ? undefined : String(value).trim();
};

const unknownWord = (word: string): HttpResponse => ({
  statusCode: 400,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message: `Offboard-Fault: ${JSON.stringify(word)} is none of ${WORDS_TOLD}` }),
});
