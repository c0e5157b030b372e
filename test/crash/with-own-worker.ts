import { registerHooks } from 'node:module';

/** Imported before `npm start`'s program, it puts told.ts in the place of the service's stream workers. */
const worker = {
  name: 'workers/write-down',
  trigger: {
    stream: 'receivables',
    filters: [{ dynamodb: { Keys: { sk: { S: ['NUMBER'] } } } }],
    records: 5,
    window: 0,
  },
  grants: {},
};

registerHooks({
  resolve: (specifier, context, next) =>
    specifier.endsWith(`/functions/${worker.name}.ts`)
      ? { url: import.meta.resolve('./told.ts'), shortCircuit: true }
      : next(specifier, context),
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/functions/workers.ts')) return loaded;
    return {
      ...loaded,
      source: `${loaded.source}`.replace('workers.filter(followsStream)', JSON.stringify([worker])),
    };
  },
});
