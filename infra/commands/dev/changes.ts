import { fileURLToPath } from 'node:url';
import { type FSWatcher, watch } from 'chokidar';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Milliseconds without another change after which a change is told: git replaces many files at once. */
const QUIET = 100;

/**
 * Tells of changed source files in folders of the project. It watches folders, not files: editors and git put a new file
 * in the place of the old one, and who watches that file watches something that is no longer there.
 */
export async function changesOf(
  folders: readonly string[],
  tell: (files: readonly string[]) => void,
): Promise<FSWatcher> {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch([...folders], { cwd: ROOT, ignoreInitial: true, ignored: isNoSource });
  watcher.on('all', (event, file) => {
    if (event.endsWith('Dir')) return;
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const files = [...changed].sort();
      changed.clear();
      tell(files);
    }, QUIET);
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return watcher;
}

const isNoSource = (file: string, stats?: { isFile(): boolean }): boolean =>
  Boolean(stats?.isFile()) && !/(?<!\.test)\.ts$/.test(file);
