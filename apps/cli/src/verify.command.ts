import { checkRecord } from '#comments/round-record.reader.js';
import { RecordFault } from '#comments/round-record.check.js';

/** Checks a round's record.json without a database; prints what was checked, or the first fault, and answers the exit code. */
export async function verify(path: string): Promise<number> {
  try {
    const { leaves, entries } = await checkRecord(path);
    console.log(`Verified: ${leaves} receipts lead to the Merkle root, ${entries} entries of the log follow from their hashes.`);
    return 0;
  } catch (error) {
    const isFault = error instanceof RecordFault;
    console.error(`${isFault ? 'Not verified' : 'Cannot read the record'}: ${(error as Error).message}`);
    return 1;
  }
}
