/** Why a folder or file could not be made or written, in words that end a sentence; undefined when it is no failure of writing. */
export function whyUnwritable(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? WRITING_FAILURES[String(error.code)] : undefined
}

const NOT_PERMITTED = 'this user may not write there'

const WRITING_FAILURES: Record<string, string> = {
  EACCES: NOT_PERMITTED,
  EPERM: NOT_PERMITTED,
  EROFS: 'the file system there is read-only',
  ENOENT: 'the file system there takes no new folders',
  ENOTDIR: 'something on the way to it is a file',
  EEXIST: 'a file of that name is there',
  ENOSPC: 'the disk is full',
  EDQUOT: 'this user has used up the space that they may use',
  ENAMETOOLONG: 'its name is too long',
}
