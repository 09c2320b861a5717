import { describe, expect, it } from '@jest/globals';
import { localPath } from './next-path.js';

describe('where somebody goes on to', () => {
  it.each(['/', '/rounds/A-R1', '/rounds/A-R1/comment?on=sec_2', '/norms/a#v2', '/sign-in?next=%2F%2Fevil.example'])(
    'is %s as it was asked for',
    (path) => expect(localPath(path)).toBe(path),
  );

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n//evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
    'rounds/A-R1',
    '',
    undefined,
    ['/a', '/b'],
  ])('is the first page instead of %j', (path) => expect(localPath(path)).toBe('/'));
});
