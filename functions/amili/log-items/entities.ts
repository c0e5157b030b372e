/** What a write is about: the part of its path behind the client. A batch is a thing of its own. */
export const entityOf = (route: string): string =>
  route.endsWith('/batches') ? 'batches' : (route.split('/')[3] ?? '');

export const methodOf = (route: string) => route.split(' ', 1)[0] as string;

/** The path of a write that was carried out: it names the client, and one thing at most. */
export const pathOf = (route: string, clientNo: string, id = ''): string =>
  route
    .replace(/^\S+ /, '')
    .replace('{clientno}', clientNo)
    .replace(/\{\w+\}/, () => id);

/** What the rows of a batch are about. */
export const entityOfRows = (route: string): string => entityOf(route.replace(/\/batches$/, ''));
