import type { Requested } from './files-request.ts';
import type { Refused } from './uploaded-file-response.ts';

export type RequestedFile = Requested['files'][number];

/** Why a file is refused: in a word, and in words. */
export interface Refusal {
  readonly result: Refused['result'];
  readonly message: string;
}

/** Bytes of one file: our choice, as all rules here. */
const MOST_BYTES = 1024 * 1024;

/** Whoever makes a path of a file's name must not be led anywhere by it. */
const FILE_NAME = /^(?!\.{1,2}$)[^\p{Cc}\p{Cs}/\\]{1,255}$/u;

/** RFC 9110, section 8.3.1 */
const CONTENT_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+( *;[\x20-\x7e]*)?$/;
const LONGEST_CONTENT_TYPE = 255;

const DOCUMENT_NO = /^[^\p{Cc}\p{Cs}]{1,64}$/u;

/**
 * What a file says, checked without looking at anything stored.
 * @returns the bytes of its content, or why it is refused
 */
export function checkFile(
  { fileName, fileType, contentType = '', documentNo, content }: RequestedFile,
  fileTypes: readonly string[],
): { readonly bytes: Buffer } | Refusal {
  if (!FILE_NAME.test(fileName))
    return invalid('fileName: must be 1 to 255 characters, without slashes and control characters');
  if (contentType.length > LONGEST_CONTENT_TYPE || (contentType && !CONTENT_TYPE.test(contentType)))
    return invalid('contentType: must be a media type such as application/pdf');
  if (documentNo && !DOCUMENT_NO.test(documentNo))
    return invalid('documentNo: must be 1 to 64 characters, none a control character');
  if (!fileTypes.includes(fileType.toUpperCase()))
    return { result: 'FILETYPE_NOT_ALLOWED', message: `fileType: the client takes ${fileTypes.join(', ')}` };
  const bytes = Buffer.from(content, 'base64');
  // Buffer skips what is no base64: so that it is all there is, it must be the same again.
  if (bytes.length === 0 || bytes.toString('base64') !== content)
    return invalid('content: must be base64 of at least one byte, with its padding');
  if (bytes.length <= MOST_BYTES) return { bytes };
  const message = `content: the file has ${bytes.length} bytes; at most ${MOST_BYTES} are taken`;
  return { result: 'FILE_TOO_LARGE', message };
}

const invalid = (message: string): Refusal => ({ result: 'INVALID', message });
