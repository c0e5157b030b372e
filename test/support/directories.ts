import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Everything that a test file writes, removed after it. It lies outside of the project. */
const root = mkdtempSync(join(tmpdir(), 'offboard-'));

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** An empty directory. */
export const newDirectory = (): string => mkdtempSync(join(root, 'directory-'));
