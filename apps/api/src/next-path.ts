const HERE = 'http://here.invalid';

/** The path on this site that was asked for, to go on to; the first page where it is none of ours: nobody is sent to another site. */
export function localPath(given: unknown): string {
  if (typeof given !== 'string' || !given.startsWith('/') || !URL.canParse(given, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(given, HERE);
  return origin === HERE && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
