/** What a file says besides what it shows: nothing, it was taken out, or it is there. UNKNOWN: this kind is not looked into. */
export type Metadata = 'NONE' | 'STRIPPED' | 'PRESENT' | 'UNKNOWN';

export interface Stripped {
  content: Buffer;
  metadata: Metadata;
}

/**
 * Pictures without what tells of who took them, where and with what: Exif, XMP, IPTC, comments and embedded texts go; the pixels and
 * the colours stay as they are. Of PDFs and office documents it is told whether there is any. What is not whole is left as it is.
 */
export function stripMetadata(content: Buffer, mediaType: string): Stripped {
  switch (mediaType) {
    case 'image/jpeg':
      return result(content, stripJpeg(content));
    case 'image/png':
      return result(content, stripPng(content));
    case 'image/webp':
      return result(content, stripWebp(content));
    case 'application/pdf':
      return { content, metadata: PDF_METADATA.some((mark) => content.includes(mark, 0, 'latin1')) ? 'PRESENT' : 'NONE' };
    default:
      return {
        content,
        metadata: mediaType.includes('officedocument') || mediaType.includes('opendocument') ? 'PRESENT' : 'UNKNOWN',
      };
  }
}

/** The information dictionary and the metadata stream (ISO 32000-2, 14.3); object streams may hide either, and count as having it. */
const PDF_METADATA = ['/Info', '/Metadata', '/Author', '/Creator', '/ObjStm'];

function result(before: Buffer, after: Buffer | null): Stripped {
  if (after === null) return { content: before, metadata: 'UNKNOWN' };
  return after.length === before.length ? { content: before, metadata: 'NONE' } : { content: after, metadata: 'STRIPPED' };
}

const KEPT_APPLICATION = new Set([0xe0, 0xe2, 0xee]); // JFIF, colour profile, Adobe's colour transform

/** Drops APPn segments and comments up to the image data (ITU-T T.81, B.1.1), and keeps how the picture is turned. */
function stripJpeg(content: Buffer): Buffer | null {
  const parts = [content.subarray(0, 2)];
  let turned = 1;
  for (let at = 2; at + 4 <= content.length;) {
    const marker = content[at + 1] ?? 0;
    if (content[at] !== 0xff) return null;
    if (marker === 0xda)
      return Buffer.concat([
        ...parts.slice(0, 1),
        ...(turned > 1 ? [orientation(turned)] : []),
        ...parts.slice(1),
        content.subarray(at),
      ]);
    const end = at + 2 + content.readUInt16BE(at + 2);
    if (end > content.length) return null;
    const isApplication = marker >= 0xe0 && marker <= 0xef;
    if (marker === 0xe1) turned = orientationOf(content.subarray(at + 4, end)) ?? turned;
    if (marker !== 0xfe && (!isApplication || KEPT_APPLICATION.has(marker))) parts.push(content.subarray(at, end));
    at = end;
  }
  return null;
}

/** The orientation (1 to 8) in an Exif segment (CIPA DC-008, tag 0x0112), or null. */
function orientationOf(segment: Buffer): number | null {
  if (segment.toString('latin1', 0, 6) !== 'Exif\0\0' || segment.length < 16) return null;
  const tiff = segment.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let i = 0; i < Math.min(short(directory), 200); i++) {
    const entry = directory + 2 + 12 * i;
    if (short(entry) === 0x0112) return short(entry + 8) >= 1 && short(entry + 8) <= 8 ? short(entry + 8) : null;
  }
  return null;
}

/** An Exif segment that says how the picture is turned, and nothing else. */
const orientation = (turned: number): Buffer =>
  Buffer.from([
    0xff,
    0xe1,
    0,
    34,
    ...Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0', 'latin1'),
    turned,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);

const PNG_TEXTS = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']);

/** Drops chunks that hold texts, Exif and time (W3C PNG, 11.3); what follows the end of the picture goes too. */
function stripPng(content: Buffer): Buffer | null {
  const parts = [content.subarray(0, 8)];
  for (let at = 8; at + 12 <= content.length;) {
    const end = at + 12 + content.readUInt32BE(at);
    const name = content.toString('latin1', at + 4, at + 8);
    if (end > content.length) return null;
    if (!PNG_TEXTS.has(name)) parts.push(content.subarray(at, end));
    if (name === 'IEND') return Buffer.concat(parts);
    at = end;
  }
  return null;
}

const EXIF_AND_XMP = 0x0c; // their flags in the header of the extended format

/** Drops the chunks EXIF and XMP (RFC 9649, 2.7), and takes back that they are there. */
function stripWebp(content: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  const whole = Math.min(content.length, 8 + content.readUInt32LE(4));
  for (let at = 12; at + 8 <= whole;) {
    const size = content.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    const name = content.toString('latin1', at, at + 4);
    if (at + 8 + size > content.length) return null;
    const chunk = Buffer.from(content.subarray(at, end));
    if (name === 'VP8X') chunk.writeUInt8((chunk[8] ?? 0) & ~EXIF_AND_XMP, 8);
    if (name !== 'EXIF' && name !== 'XMP ') parts.push(chunk);
    at = end;
  }
  const body = Buffer.concat(parts);
  const header = Buffer.from(content.subarray(0, 12));
  header.writeUInt32LE(4 + body.length, 4);
  return Buffer.concat([header, body]);
}
