import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';

/** What is wrong with a file, and what to do about it, by the codes of errno(3). */
const SENTENCES: Readonly<Record<string, (path: string) => string>> = {
  EACCES: (path) => `This account may not use ${path}: give it the right to, or name another place.`,
  EPERM: (path) => `This account may not use ${path}: give it the right to, or name another place.`,
  ENOENT: (path) => `There is no ${path}: check the name.`,
  ENOTDIR: (path) => `A part of ${path} is not a folder: check the name.`,
  EISDIR: (path) => `${path} is a folder, and must be a file.`,
  EEXIST: (path) => `${path} is there already: name another place, or remove it.`,
  ENOTEMPTY: (path) => `${path} is not empty: name another place, or empty it.`,
  ENOSPC: (path) => `There is no space left for ${path}: free some on its disk, and do it again.`,
  EDQUOT: (path) => `This account may store no more at ${path}: free some space, and do it again.`,
  EFBIG: (path) => `${path} is larger than its file system takes: name another place.`,
  EROFS: (path) => `${path} can only be read, not written: name a place on another file system.`,
  ENAMETOOLONG: (path) => `The name ${path} is too long: choose a shorter one.`,
  ELOOP: (path) => `${path} is a link that leads in a circle: name what it should lead to.`,
  EBUSY: (path) => `${path} is in use: end what uses it, and do it again.`,
  EIO: (path) => `The disk of ${path} does not answer as it should: look into the system's log.`,
  EMFILE: () => 'Too many files are open in this process: raise its limit (ulimit -n), and do it again.',
  ENFILE: () => 'Too many files are open on this machine: end what holds them, and do it again.',
};

/** Those of these codes that a socket can answer too are about no file. */
const NO_FILE = /^(?:connect|listen|bind|accept|getaddrinfo|kill|spawn)/;

/**
 * Why a folder could not be made together with those above it: Node 20 to 24 answer ENOENT for most that the system says,
 * such as EROFS.
 */
function codeOfFolder(path: string): string {
  const above = dirname(path);
  if (!existsSync(above) && above !== path) return codeOfFolder(above);
  try {
    accessSync(above, constants.W_OK);
    return 'ENOENT';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'ENOENT';
  }
}

/** The sentence for a fault of the file system; `undefined` for any other error. */
export function fileFault(error: Error): string | undefined {
  const { code = '', syscall = '', path } = error as NodeJS.ErrnoException;
  if (syscall === '' || NO_FILE.test(syscall)) return undefined;
  const real = syscall === 'mkdir' && code === 'ENOENT' && path ? codeOfFolder(path) : code;
  return SENTENCES[real]?.(path || 'what is written');
}

/** For `catch`: throws on with the file's name, which the system does not give when a write to an open file fails. */
export const naming =
  (path: string) =>
  (error: unknown): never => {
    if (error instanceof Error && 'syscall' in error && !('path' in error)) Object.assign(error, { path });
    throw error;
  };

/** Does `work` on the file of this name, which its faults then have. */
export function onFile<T>(path: string, work: (path: string) => T): T {
  try {
    return work(path);
  } catch (error) {
    return naming(path)(error);
  }
}
