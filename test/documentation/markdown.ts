/** A text without its code blocks, in which nothing is a link or a heading. */
const withoutBlocks = (text: string): string => text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '');

/** Where the links and images of a Markdown text lead, in order. */
export const linksIn = (text: string): string[] =>
  [
    ...withoutBlocks(text)
      .replaceAll(/`[^`\n]*`(?!\])/g, '')
      .matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g),
  ].map(([, link]) => link as string);

/** The anchors of a Markdown text's headings, as GitHub makes them. */
export const slugsOf = (text: string): string[] =>
  [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading as string)
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
