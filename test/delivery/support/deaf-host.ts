import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const SERVER =
  "require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () { console.log(this.address().port) })";

/** A port that answers no attempt to connect, as behind a firewall that drops: a stopped process whose backlog is full. */
export async function deafHost(): Promise<{ port: number; close(): void }> {
  const child = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [said] = await once(child.stdout, 'data');
  const port = Number(said);
  child.kill('SIGSTOP');
  const sockets: Socket[] = [];
  for (let full = false; !full && sockets.length < 20; ) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    sockets.push(socket);
    full = !(await connected(socket));
  }
  return {
    port,
    close() {
      for (const socket of sockets) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}

const connected = (socket: Socket) =>
  Promise.race([
    once(socket, 'connect').then(() => true),
    new Promise<false>((done) => setTimeout(() => done(false), 500)),
  ]);
