import type { ReactNode } from 'react';

/** Asks for the code of a second factor, where `asks` says why it is needed. */
export function CodeField({ asks }: { asks: string | undefined }): ReactNode {
  if (asks === undefined) return null;
  return (
    <p>
      <label>
        {asks} <input name="code" autoComplete="one-time-code" required autoFocus />
      </label>
    </p>
  );
}
