/** `Name <address>` as the object that nodemailer takes for one address, whatever the text holds. */
export function addressOf(text: string): { name: string; address: string } {
  const [, name = '', address = text] = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(text) ?? [];
  return { name: name.trim(), address: address.trim() };
}
