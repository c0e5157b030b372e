import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const { optionalDependencies } = read('package.json');
const { packages } = read('package-lock.json');

describe('npm ci', () => {
  it.each([
    ['darwin', 'arm64'],
    ['darwin', 'x64'],
    ['linux', 'arm64'],
    ['linux', 'x64'],
    ['win32', 'x64'],
  ])('brings the embedded DynamoDB along on %s %s', (os, cpu) => {
    const name = `@dynoxide/${os}-${cpu}`;
    const version = optionalDependencies['@dynoxide/linux-x64'];
    expect(optionalDependencies[name]).toBe(version);
    expect(packages['']?.optionalDependencies[name]).toBe(version);
    expect(packages[`node_modules/${name}`]).toMatchObject({ version, os: [os], cpu: [cpu], optional: true });
  });

  it('does not warn of packages that run on the Node that the project brings along', () => {
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^loglevel=error$/m);
  });
});
