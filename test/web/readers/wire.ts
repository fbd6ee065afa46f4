import { request } from 'node:http';

/** A request exactly as written, without anything that fetch would add. */
export function raw(url: string, method: string, headers: Record<string, string> = {}, body = '') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((done, failed) => {
    const sent = request(
      url,
      { method, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      },
    );
    sent.on('error', failed);
    sent.end(body);
  });
}

/** What a person without JavaScript does: open a page, fill in its form, press a button, be led on. */
export function browser(site: string, headers: Record<string, string> = {}) {
  async function get(path: string) {
    const response = await fetch(new URL(path, site), { headers, redirect: 'manual' });
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      url: response.url,
    };
  }

  /** Without being led on. */
  async function post(
    path: string,
    fields: Record<string, string | string[]> = {},
    more: Record<string, string> = {},
  ) {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries(fields)) {
      for (const value of [values].flat()) body.append(name, value);
    }
    const response = await fetch(new URL(path, site), {
      method: 'POST',
      body,
      headers: { origin: new URL(site).origin, 'sec-fetch-site': 'same-origin', ...headers, ...more },
      redirect: 'manual',
    });
    const location = response.headers.get('location');
    return { status: response.status, headers: response.headers, text: await response.text(), location };
  }

  /** Fills in one page after the other; returns where the last answer leads. */
  async function journey(start: string, ...answers: Record<string, string | string[]>[]): Promise<string> {
    let path = start;
    for (const fields of answers) {
      const { status, location, text } = await post(path, fields);
      if (status !== 303 || !location) throw new Error(`${path} answered ${status}: ${text.slice(0, 500)}`);
      path = location;
    }
    return path;
  }
  return { get, post, journey };
}
