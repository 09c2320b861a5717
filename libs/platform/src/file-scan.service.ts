import { Inject, Injectable } from '@nestjs/common';
import { scan } from './clamd.js';
import type { Config } from './config.js';
import type { Ctx } from './ctx.js';
import { FileStore } from './file-store.js';
import { CONFIG } from './settings.js';

const WAITING = `select sha256 from file where id = $1 and safety = 'SCANNING'`;
const SETTLE = `update file set safety = $2 where id = $1 and safety = 'SCANNING' returning id`;

/** Files that wait for the scanner: nobody gets one before it was called clean. */
@Injectable()
export class FileScanService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly store: FileStore,
  ) {}

  /** Has the file looked at and keeps what was said; a second run finds nothing to do. Throws where the scanner gives no answer. */
  async scan(ctx: Ctx, fileId: string): Promise<void> {
    const address = this.config.clamdUrl;
    const file = await ctx.db.readOne<{ sha256: string }>(WAITING, [fileId]);
    if (!file || !address) return;
    const { virus } = await scan(address, this.store.read(file.sha256));
    await ctx.db.write(ctx, async (tx) => {
      const settled = await tx.one(SETTLE, [fileId, virus === null ? 'CLEAN' : 'INFECTED']);
      if (settled)
        await tx.tell({
          action: virus === null ? 'file.cleared' : 'file.infected',
          subjectId: fileId,
          data: virus ? { virus } : {},
        });
    });
  }
}
