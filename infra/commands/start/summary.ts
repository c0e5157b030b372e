import { relative } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { inWords } from '../../local/sandbox/in-words.ts';
import { quoted } from '../../quoted.ts';
import { styled } from '../../styled.ts';
import { walks } from './walk.ts';

/**
 * What `npm start` prints: what it is, what to paste, and where it listens.
 * @param aheadMs how far the functions' clock is ahead of the machine's
 */
export const summary = (url: string, shellFile: string, aheadMs: number): string => `
${styled('bold', `offboard ${packageJson.version}`)}: customers of EnKash, Amili and BeeL, deleted only while nothing refers to them

Walk through the life of a customer, line by line, in another terminal:

  ${styled('cyan', `. ${sourceable(shellFile)}`)}  ${comment('tokens in short variables, good for an hour')}

${Object.entries(walks)
  .map(([dialect, steps]) => [styled('bold', dialect), ...steps.map(stepLine)].join('\n'))
  .join('\n')}

In a browser: ${styled('cyan', `${url}/`)} is the console, ${styled('cyan', `${url}/docs`)} the reference.
npm run routes lists all operations, npm start -- --help the settings. Ctrl-C ends the service, its data stays.
${aheadMs > 0 ? aheadLine(aheadMs, url) : ''}
offboard listens on ${styled(['bold', 'green'], url)}
`;

const aheadLine = (aheadMs: number, url: string): string =>
  `${styled('yellow', `The clock is ${inWords(aheadMs)} ahead`)}: ${url}/#/sandbox sets it back.\n`;

const stepLine = ([line, status, meaning]: (typeof walks)[string][number]): string =>
  `  ${styled('cyan', line)}  ${comment(`${status} ${meaning}`)}`;

const comment = (text: string): string => styled('gray', `# ${text}`);

/** The shorter of its names, with a slash in it: without one the shell would look for it in PATH. */
function sourceable(file: string): string {
  const fromHere = relative(process.cwd(), file);
  const name = fromHere.startsWith('..') ? file : fromHere.includes('/') ? fromHere : `./${fromHere}`;
  return /^[\w./-]+$/.test(name) ? name : quoted(name);
}
