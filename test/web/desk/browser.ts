type Sent = { status: number; location: string | null; html: string };

/** A browser that keeps cookies as one does, with the names that bind them to a host, and follows no redirect by itself. */
export function browserAt(site: string) {
  const cookies = new Map<string, string>();
  async function send(path: string, init: RequestInit = {}): Promise<Sent> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'sec-fetch-site': 'same-origin', ...init.headers };
    const answer = await fetch(site + path, { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() };
  }
  return {
    cookies,
    get: (path: string) => send(path),
    head: (path: string) => send(path, { method: 'HEAD' }),
    post: (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
  };
}
export type Browser = ReturnType<typeof browserAt>;
