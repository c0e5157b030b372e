import { styleText } from 'node:util';
import type { ToldEvent } from './follow.ts';

type Style = Parameters<typeof styleText>[0];

/** By the last part of the type: what ends, what is refused, what begins, and what goes on. */
const STYLES: Readonly<Record<string, Style>> = {
  deleted: ['bold', 'red'],
  delete_refused: 'yellow',
  deactivated: 'magenta',
  created: 'green',
  reactivated: 'green',
  restored: ['bold', 'green'],
  protected: 'blue',
  unprotected: 'blue',
};

/** As long as the longest type. */
const WIDTH = 'customer.delete_refused'.length;

/**
 * An event in one line: when, what, whom, by whom and why. In colours where the stream is a terminal that has them.
 * @param stream where the line is going to
 */
export function eventLine({ time, type, subject, data }: ToldEvent, stream: NodeJS.WriteStream): string {
  const styled = (style: Style, text: string) => styleText(style, text, { stream });
  const style = STYLES[type.replace(/^\w+\./, '')] ?? 'cyan';
  return [
    styled('gray', time),
    styled(style, type.padEnd(WIDTH)),
    subject,
    styled('gray', `by ${data.by}`),
    ...(data.reason === null ? [] : [styled('italic', `"${data.reason}"`)]),
  ].join('  ');
}
