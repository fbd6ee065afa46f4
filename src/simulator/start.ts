import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { type Bodies, createBodies } from './bodies.ts';
import { controlRoutes } from './control.routes.ts';
import { type Control, createControl } from './control.ts';
import { refusedAtGate } from './gate.ts';
import { resolveOptions, type SimulatorOptions } from './options.ts';
import { outboxRoutes } from './outbox/routes.tsx';
import { accountRoutes } from './ses/account.routes.ts';
import { answerQuery } from './ses/actions.ts';
import { refusalXml } from './ses/answers.ts';
import { readQueryForm } from './ses/form.ts';
import type { Reply } from './ses/send-raw-email.ts';
import { createSigner, type Signer } from './sns/sign.ts';
import { createState, type State } from './state.ts';

export type Simulator = Control & {
  url: string;
  port: number;
  topicArn: string;
  /** The PEM certificate that verifies its SNS messages, also at GET /sns/certificate.pem. */
  certificate: string;
  signingCertUrl: string;
  /** Breaks every connection, whatever is on its way in it: half a mail, a call that waits, half an answer. */
  dropConnections(): void;
  close(): Promise<void>;
};

function answer(response: ServerResponse, reply: Reply, requestId: string) {
  if (reply === 'hang') return;
  if (reply === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const { status, body } = 'cut' in reply ? reply.cut : reply;
  response.writeHead(status, {
    'x-amzn-requestid': requestId,
    'content-type': 'text/xml',
    'content-length': Buffer.byteLength(body),
  });
  if ('cut' in reply)
    response.write(body.slice(0, body.length / 2), () => response.socket?.resetAndDestroy());
  else response.end(body);
}

function refuse(response: ServerResponse, why: string) {
  const headers = { 'content-type': 'text/plain; charset=utf-8', connection: 'close' };
  response.writeHead(403, headers).end(`${why}\n`);
}

const TOO_LONG = { code: 'RequestEntityTooLarge', status: 413, message: 'Request entity is too large.' };

type Exchange = { request: IncomingMessage; response: ServerResponse };

async function query(state: State, bodies: Bodies, { request, response }: Exchange) {
  const requestId = randomUUID();
  try {
    const body =
      request.method === 'GET'
        ? { bytes: Buffer.from(request.url?.split('?')[1] ?? ''), release: () => {} }
        : await bodies.read(request);
    if (!body) return answer(response, refusalXml(TOO_LONG, requestId), requestId);
    const reply = await answerQuery(state, { form: readQueryForm(body.bytes), body: body.bytes, requestId });
    answer(response, reply, requestId);
    body.release();
  } catch {
    // The caller hung up while sending: there is nobody to answer.
    response.destroy();
  }
}

/**
 * The AWS Query protocol lives at `/`: every POST there, and of GETs only the SubscribeURL of SNS, whose token is its authority. A
 * page elsewhere can ask for any other by the address of a picture, of which a browser says nothing where the host is no loopback
 * (Fetch Metadata goes to trustworthy origins only).
 */
const isQuery = ({ method, url = '/' }: IncomingMessage) =>
  method === 'POST'
    ? url === '/' || url.startsWith('/?')
    : method === 'GET' && /^\/\?(.*&)?Action=ConfirmSubscription(&|$)/.test(url);

function listen(server: Server, { port, host }: { port: number; host: string }) {
  return new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function pages(state: State, control: Control) {
  const app = new Hono();
  const certificate = () =>
    new Response(state.signer.certificate, { headers: { 'content-type': 'application/x-pem-file' } });
  app.get('/sns/certificate.pem', certificate);
  app.get(new URL(state.signer.signingCertUrl).pathname, certificate);
  app.route('/_control', controlRoutes(control));
  app.route('/v2/email', accountRoutes(state));
  app.route('/', outboxRoutes(state));
  return app;
}

/**
 * Starts a local Amazon SES (v1 Query API) and SNS with its outbox; see docs/simulator.md for options and routes.
 * Tests that start many pass one `signer` to all: making a key takes longer than everything else here.
 */
export async function startSimulator(options: SimulatorOptions = {}, signer?: Signer): Promise<Simulator> {
  const resolved = resolveOptions(options);
  const state = createState(resolved, signer ?? (await createSigner(resolved.region)));
  const control = createControl(state);
  const listener = getRequestListener(pages(state, control).fetch);
  const bodies = createBodies();
  const server = createServer((request, response) => {
    const why = refusedAtGate(request, resolved.host);
    if (why !== undefined) return refuse(response, why);
    return isQuery(request)
      ? void query(state, bodies, { request, response })
      : void listener(request, response);
  });
  // Longer than any client's own, so that only the client ends an idle connection, as behind Amazon's load balancers.
  server.keepAliveTimeout = 120_000;
  const port = await listen(server, state.options);
  const { host } = state.options;
  return {
    ...control,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    topicArn: state.topicArn,
    certificate: state.signer.certificate,
    signingCertUrl: state.signer.signingCertUrl,
    dropConnections: () => server.closeAllConnections(),
    async close() {
      state.courier.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      state.store.close();
    },
  };
}
