import { parseArgs } from 'node:util';
import { startSimulator } from './index.ts';
import type { SimulatorOptions } from './options.ts';

const USAGE = `usage: simulator [--port N] [--host ADDRESS] [--store-dir DIR] [--keep all|discard|count] [--no-hash] [--digest]
  [--max-send-rate N] [--max-24-hour-send N] [--no-enforce] [--latency-ms N | N-M] [--accept-at 0..1]
  [--events-to URL] [--topic-arn ARN] [--region NAME] [--account-id ID] [--options JSON]`;

const string = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

function span(text: string): number | [number, number] {
  const [least, most] = text.split('-').map(Number);
  return most === undefined ? (least as number) : [least as number, most];
}

const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));

function optionsFrom(argv: string[]): SimulatorOptions {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: string,
      host: string,
      'store-dir': string,
      keep: string,
      'no-hash': flag,
      digest: flag,
      'max-send-rate': string,
      'max-24-hour-send': string,
      'no-enforce': flag,
      'latency-ms': string,
      'accept-at': string,
      'events-to': string,
      'topic-arn': string,
      region: string,
      'account-id': string,
      options: string,
    },
  });
  return {
    port: number(values.port),
    host: values.host,
    storeDir: values['store-dir'],
    keep: values.keep as SimulatorOptions['keep'],
    hash: values['no-hash'] ? false : undefined,
    digest: values.digest,
    maxSendRate: number(values['max-send-rate']),
    max24HourSend: number(values['max-24-hour-send']),
    enforce: values['no-enforce'] ? false : undefined,
    latencyMs: values['latency-ms'] === undefined ? undefined : span(values['latency-ms']),
    acceptAt: number(values['accept-at']),
    eventsTo: values['events-to'],
    topicArn: values['topic-arn'],
    region: values.region,
    accountId: values['account-id'],
    ...(values.options === undefined ? {} : (JSON.parse(values.options) as SimulatorOptions)),
  };
}

async function main() {
  const simulator = await startSimulator(optionsFrom(process.argv.slice(2)));
  const { url, port, topicArn, signingCertUrl } = simulator;
  process.stdout.write(
    `${JSON.stringify({ ready: true, url, port, pid: process.pid, topicArn, signingCertUrl })}\n`,
  );
  const stop = () => void simulator.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Forked with an IPC channel, it never outlives the test that started it.
  process.once('disconnect', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exit(2);
});
