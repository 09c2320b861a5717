import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the receiver does with a call: answers 204, or with another status, sends elsewhere, cuts the line, or waits for the others. */
export type ReceiverMode = 'accept' | 'fail' | 'redirect' | 'drop' | 'hold' | 'endless';

/** A call as it came in. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A receiver of webhooks on this machine that does as it is told, path by path, and keeps what it got. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  /** What it does at a path; a path without one accepts. */
  readonly modes = new Map<string, ReceiverMode>();
  private held: ServerResponse[] = [];
  private isReleased = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const receiver = new WebhookReceiver(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const path = request.url ?? '';
        receiver.received.push({ path, headers: request.headers, body: Buffer.concat(chunks).toString() });
        receiver.answer(receiver.modes.get(path) ?? 'accept', response);
      });
    });
    return receiver;
  }

  /** The calls that came to a path, in their order. */
  at(path: string): Received[] {
    return this.received.filter((call) => call.path === path);
  }

  /** Ends the calls that are held, as accepted; from then on none is held. */
  private release(): void {
    this.isReleased ||= this.held.length > 0;
    for (const response of this.held.splice(0)) response.writeHead(204).end();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(mode: ReceiverMode, response: ServerResponse): void {
    switch (mode) {
      case 'accept':
        return void response.writeHead(204).end(() => this.release());
      case 'fail':
        return void response.writeHead(500).end('No.');
      case 'redirect':
        return void response.writeHead(302, { location: `${this.url}/private` }).end();
      case 'drop':
        return void response.socket?.destroy();
      case 'hold':
        return void (this.isReleased ? response.writeHead(204).end() : this.held.push(response));
      case 'endless':
        response.writeHead(200);
        return pour(response);
    }
  }
}

/** Writes for as long as somebody reads. */
function pour(response: ServerResponse): void {
  if (!response.destroyed) response.write(Buffer.alloc(65_536), () => pour(response));
}

/** Checks a call as its receiver does (Standard Webhooks, Verifying signatures); not with the code that signed it. */
export function isGenuine({ headers, body }: Received, secret: string): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}
