/** Why a file could not be read, in words; undefined when it is no failure of reading. */
export function whyUnreadable(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? READING_FAILURES[String(error.code)] : undefined
}

const READING_FAILURES: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'there is no such file',
  EACCES: 'you may not read it',
  Z_BUF_ERROR: 'the packed file is cut off',
  Z_DATA_ERROR: 'the packed file is damaged',
  ERR_ENCODING_NOT_SUPPORTED: 'it declares an encoding that is not known here',
}
