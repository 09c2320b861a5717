import { Resolver } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { type BlockList, isIP } from 'node:net';
import { isPublicAddress, isWithin } from '#platform/address.rules.js';
import { hostOf } from './webhook.rules.js';

/** Gives the addresses that a name has at this moment. */
export type Resolve = (name: string) => Promise<string[]>;

/** A call that was not made, or got no answer; the message holds nothing of the receiver's. */
export class CallFailed extends Error {}

const PATIENCE_MS = 10_000;
const MOST_HEADER_BYTES = 8192;
const LOOK_UP = { timeout: 2000, tries: 2 };

/** Asks the name servers themselves: a lookup that dawdles takes none of the process's few threads, and no file of the machine counts. */
async function askNameServers(name: string): Promise<string[]> {
  const resolver = new Resolver(LOOK_UP);
  const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  return found.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}

/**
 * Makes one call. The name is resolved once, every address that it has must be public or in an allowed network, and the connection
 * goes to the address that was looked at; a redirect is an answer like any other. Of the answer the status alone is read.
 */
export class WebhookCaller {
  constructor(
    private readonly networks: BlockList,
    private readonly resolve: Resolve = askNameServers,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** The status of the answer; `CallFailed` where there was none in time, or none may be asked for. */
  async call(url: URL, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
    const late = AbortSignal.timeout(this.patienceMs);
    const failed = new Promise<never>((_, reject) => {
      late.addEventListener('abort', () => reject(new CallFailed('No answer came in time.')), { once: true });
    });
    failed.catch(() => undefined); // the call may have ended before
    return Promise.race([this.post(url, headers, body, late), failed]);
  }

  private async post(url: URL, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal): Promise<number> {
    const host = hostOf(url);
    const address = await this.addressOf(host);
    const options: RequestOptions = {
      ...{ host: address, port: url.port || (url.protocol === 'https:' ? 443 : 80), path: `${url.pathname}${url.search}` },
      ...(isIP(host) ? {} : { servername: host }),
      ...{ method: 'POST', agent: false, signal, maxHeaderSize: MOST_HEADER_BYTES },
      headers: { ...headers, host: url.host, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    };
    return new Promise<number>((resolve, reject) => {
      const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(options, (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      });
      request.on('error', ({ code }: NodeJS.ErrnoException) =>
        reject(new CallFailed(`The call broke off (${code ?? 'no reason given'}).`)),
      );
      request.end(body);
    });
  }

  private async addressOf(host: string): Promise<string> {
    const addresses = isIP(host) ? [host] : await this.resolve(host);
    const [first] = addresses;
    if (first === undefined) throw new CallFailed('The name has no address.');
    if (!addresses.every((address) => isPublicAddress(address) || isWithin(this.networks, address)))
      throw new CallFailed('The name leads to an address that is not public.');
    return first;
  }
}
