import { BlockList, isIP } from 'node:net';

/** Networks in which no public service stands (IANA IPv4 Special-Purpose Address Registry, and multicast). */
const SPECIAL_V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
];
/** All of IPv6 that is given out to the public (IANA IPv6 Global Unicast Address Space) … */
const GLOBAL_V6 = ['2000::/3'];
/** … but for protocols' own parts of it, Teredo and 6to4 among them, in which an IPv4 address can hide, and documentation. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** A network as `address/bits`, or one address; null where the text is neither. */
export function parseNetwork(text: string): { address: string; bits: number; family: 'ipv4' | 'ipv6' } | null {
  const [address = '', length, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%') || rest.length > 0) return null;
  const longest = version === 4 ? 32 : 128;
  const bits = length === undefined ? longest : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  return bits >= 0 && bits <= longest ? { address, bits, family: version === 4 ? 'ipv4' : 'ipv6' } : null;
}

/** The networks as one list to look up in; what is none is left out. */
export function networksOf(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of texts.flatMap((text) => parseNetwork(text) ?? []))
    list.addSubnet(network.address, network.bits, network.family);
  return list;
}

const special = networksOf([...SPECIAL_V4, ...SPECIAL_V6]);
const globalV6 = networksOf(GLOBAL_V6);

/**
 * Whether an address belongs to a host that anyone may have: not private, loopback, link-local, multicast, reserved, nor one of those
 * inside an IPv6 address (mapped, translated by NAT64, 6to4, Teredo). Anything that is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return false;
  if (version === 4) return !special.check(address, 'ipv4');
  return globalV6.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** Whether the address lies in one of the networks; an IPv4 address inside an IPv6 one does not count. */
export function isWithin(networks: BlockList, address: string): boolean {
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return false;
  if (version === 6 && address.toLowerCase().startsWith('::ffff:')) return false;
  return networks.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
