import type { FileService, StoredFile } from '#platform/file.service.js';
import type { PersonalPart } from './personal-data.service.js';

/** So many bytes of content are given in one answer, about 7 MB as base64; what is over stays to be fetched from its path. */
const CONTENT_BYTES = 5 * 1024 * 1024;
const FILES = `select id, file_name, media_type, size::float8 as size, sha256, safety, '/files/' || id as path, created_at from file
  where owner_id = $1 order by id`;

type Listed = Pick<StoredFile, 'id' | 'size' | 'sha256' | 'safety'>;

/**
 * The files that a person uploaded, with their content in base64 as far as 5 MiB go, oldest first; `content` is null for the others,
 * which are at their `path`, and for what a scanner has not called clean. Whoever keeps what refers to files erases them.
 */
export const personalFiles = (files: FileService): PersonalPart => ({
  section: 'files',
  async read(db, accountId) {
    let left = CONTENT_BYTES;
    const given: object[] = [];
    for (const file of await db.read<Listed>(FILES, [accountId])) {
      const fits = file.size <= left && (file.safety === 'CLEAN' || file.safety === 'UNSCANNED');
      if (fits) left -= file.size;
      given.push({ ...file, content: fits ? (await files.bytes(file)).toString('base64') : null });
    }
    return given;
  },
  erase: () => Promise.resolve(),
});
