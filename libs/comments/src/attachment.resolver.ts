import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Config } from '#platform/config.js';
import { CONFIG } from '#platform/platform.module.js';
import type { Attachment } from './attachment.queries.js';

/** A file that came with a comment. */
@Resolver('Attachment')
export class AttachmentResolver {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @ResolveField('url')
  url(@Parent() { id }: Attachment): string {
    return `${this.config.publicUrl}/files/${id}`;
  }
}
