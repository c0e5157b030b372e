import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linksIn, slugsOf } from './markdown.ts';

const NOT_OURS = ['node_modules', 'cdk.out', '.build', '.local', 'reports', 'coverage'];

const files = globSync('**/*.md', { exclude: (path) => NOT_OURS.includes(basename(path)) }).sort();

/** What is wrong with a link of a file: nothing, where it leads somewhere. */
function problemOf(file: string, link: string): string | undefined {
  if (/^https?:\/\//.test(link)) return undefined;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : join(dirname(file), path);
  if (path.startsWith('/') || relative('.', target).startsWith('..'))
    return `${link} leads out of the project`;
  if (!existsSync(target)) return `${link}: there is no ${target}`;
  if (anchor !== undefined && !slugsOf(readFileSync(target, 'utf8')).includes(anchor))
    return `${link}: ${target} has no such heading`;
  return undefined;
}

describe('links in Markdown', () => {
  it.each(files)('lead somewhere from %s', (file) => {
    const links = linksIn(readFileSync(file, 'utf8'));
    expect(links.map((link) => problemOf(file, link)).filter(Boolean)).toEqual([]);
  });

  it('are looked at in every file', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'CHANGELOG.md',
        'CONTRIBUTING.md',
        'README.md',
        'infra/commands/recount/README.md',
        'test/README.md',
        'test/bench/README.md',
        'test/mutation/README.md',
        'test/repeats/README.md',
      ]),
    );
  });

  it('are found out when they lead nowhere', () => {
    expect(problemOf('README.md', 'https://example.com/no/page')).toBeUndefined();
    expect(problemOf('README.md', 'CHANGELOG.md#010')).toBeUndefined();
    expect(problemOf('test/README.md', '../README.md#operations')).toBeUndefined();
    expect(problemOf('README.md', 'CHANGELOG.md#009')).toBe(
      'CHANGELOG.md#009: CHANGELOG.md has no such heading',
    );
    expect(problemOf('README.md', '#nowhere')).toBe('#nowhere: README.md has no such heading');
    expect(problemOf('test/README.md', 'README.txt')).toBe('README.txt: there is no test/README.txt');
    expect(problemOf('README.md', '../elsewhere.md')).toBe('../elsewhere.md leads out of the project');
    expect(problemOf('README.md', '/tmp')).toBe('/tmp leads out of the project');
  });
});

describe('Markdown', () => {
  it('has links and images, but not in code', () => {
    const text = [
      '[a](b.md) `[c](d)` ![e](f.svg)',
      '```',
      '[g](h)',
      '```',
      '  ```',
      '[k](l)',
      '  ```',
      '[i](j#k)',
    ];
    expect(linksIn(text.join('\n'))).toEqual(['b.md', 'f.svg', 'j#k']);
  });

  it('has anchors for its headings, as GitHub makes them', () => {
    const text = [
      '# A `code` word',
      '## What a million deletes cost?',
      '```',
      '# no heading',
      '```',
      '# [0.2.0]',
      '# A',
    ];
    expect(slugsOf(text.join('\n'))).toEqual(['a-code-word', 'what-a-million-deletes-cost', '020', 'a']);
  });
});
