import { filesOf } from '../../infra/commands/new-operation/files.ts';
import { planOf } from '../../infra/commands/new-operation/plan.ts';
import { writeAll } from '../../infra/commands/new-operation/write.ts';

// What `npm run new-operation` does, for one operation of each of several dialects: to load the whole service for each
// takes most of the command's time. Two of one dialect would overwrite each other's row.
const asked: readonly (readonly [name: string, route: string])[] = JSON.parse(process.argv[2] as string);
const made = await Promise.all(asked.map(([name, route]) => filesOf(planOf(name, route))));
await writeAll(new Map(made.flatMap((files) => [...files])));
