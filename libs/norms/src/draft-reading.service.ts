import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { FileService } from '#platform/file.service.js';
import { badInput, Refusal } from '#platform/refusal.js';
import { DraftDesk } from './draft-desk.js';
import { DraftRefusal } from './draft.types.js';
import type { DraftReading } from './provision.types.js';

const LARGEST = 10 * 1024 * 1024;

/** Drafts that were uploaded, read into provisions: Akoma Ntoso, DOCX, Markdown, and plain text with typed numbers. */
@Injectable()
export class DraftReadingService implements OnModuleDestroy {
  private readonly desk = new DraftDesk();

  constructor(private readonly files: FileService) {}

  /** The reading of the account's own file. BAD_USER_INPUT names every fault that was found in it, with its line. */
  async read(ctx: Ctx, fileId: string): Promise<DraftReading> {
    const file = await this.files.own(ctx, fileId);
    if (file.size > LARGEST) throw badInput('fileId', 'A draft has at most 10 MB. Split it, or leave pictures out.');
    const bytes = await this.files.bytes(file);
    return this.readBytes(bytes);
  }

  /** As `read`, of a file that is at hand. */
  async readBytes(bytes: Buffer): Promise<DraftReading> {
    try {
      return await this.desk.read(bytes);
    } catch (error) {
      throw error instanceof DraftRefusal ? asInput(error) : error;
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.desk.close();
  }
}

/** A reader's refusal is the importer's bad input: one field for each fault, with the line where there is one. */
function asInput({ message, line, faults }: DraftRefusal): Refusal {
  const told = (fault: { message: string; line?: number | undefined }): string =>
    fault.line === undefined ? fault.message : `Line ${fault.line}: ${fault.message}`;
  const fields = faults.map((fault) => ({ path: 'fileId', message: told(fault) }));
  return new Refusal('BAD_USER_INPUT', told({ message, line }), { fields });
}
