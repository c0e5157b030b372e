import { styleText } from 'node:util';

export type Style = Parameters<typeof styleText>[0];

/** Colours where standard output is a terminal that has them, and NO_COLOR does not say otherwise. */
export const styled = (style: Style, text: string): string =>
  styleText(style, text, { stream: process.stdout });
