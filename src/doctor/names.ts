import { Resolver } from 'node:dns/promises';

/** Name servers, asked; a name that does not exist, or has no such record, has none. */
export type Names = {
  text(name: string): Promise<string[]>;
  mail(name: string): Promise<{ exchange: string; priority: number }[]>;
  alias(name: string): Promise<string[]>;
};

const NOTHING = ['ENOTFOUND', 'ENODATA'];

/**
 * Those of the system, or `servers`, each as `address` or `address:port`. Every question may take `ms`.
 * Questions fail as they do: a server that is away is no missing record.
 */
export function nameServers({ servers, ms }: { servers: readonly string[]; ms: number }): Names {
  const resolver = new Resolver({ timeout: ms, tries: 1 });
  if (servers.length > 0) resolver.setServers([...servers]);
  return {
    text: async (name) => (await none(resolver.resolveTxt(name))).map((parts) => parts.join('')),
    mail: (name) => none(resolver.resolveMx(name)),
    alias: (name) => none(resolver.resolveCname(name)),
  };
}

async function none<T>(asking: Promise<T[]>): Promise<T[]> {
  try {
    return await asking;
  } catch (error) {
    if (NOTHING.includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
