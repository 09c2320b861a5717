import type { TestPlatform } from './platform.js';

/** A mail as it was kept. */
export interface KeptMail {
  to: string;
  subject: string;
  text: string;
}

/** The mails to an address, newest first, after all that is pending has been done. */
export async function mailsTo(platform: TestPlatform, address: string): Promise<KeptMail[]> {
  await platform.drain();
  const response = await platform.anyone.fetch(`/dev/mail?format=json&to=${encodeURIComponent(address)}`);
  return (await response.json()) as KeptMail[];
}

/** The token of the newest mail's link to a page such as `reset`; empty where there is none. */
export async function tokenFor(platform: TestPlatform, address: string, page: string): Promise<string> {
  for (const { text } of await mailsTo(platform, address)) {
    const token = new RegExp(`/${page}\\?token=([\\w-]+)`).exec(text)?.[1];
    if (token) return token;
  }
  return '';
}
