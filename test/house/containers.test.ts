import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadConfig, options } from '../../src/config.ts';
import { paths } from '../../src/core/index.ts';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const isThere = (name: string) => existsSync(new URL(`../../${name}`, import.meta.url));

const Service = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  volumes: z.array(z.string()).default([]),
  working_dir: z.string().optional(),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }).optional(),
});
const { services } = z
  .object({ services: z.object({ web: Service, worker: Service, postgres: Service, redis: Service }) })
  .parse(parse(read('docker-compose.yml'), { merge: true }));
const SECRETS = /KEY|PASSWORD|SECRET|TOKEN/;
/** What may be left out, since one is made, or nothing is kept by it then. */
const OPTIONAL = ['SECRET_KEYS', 'ALARM_WEBHOOK_SECRET', 'METRICS_TOKEN'];

describe('docker-compose.yml', () => {
  const ours = Object.entries({ web: services.web, worker: services.worker });

  test.each(ours)('sets for %s only what the option table knows', (_name, { environment }) => {
    const known = Object.values(options).map((row) => row.env);
    expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([]);
  });

  test.each(ours)('hands %s every option of the table that the image does not settle', (_name, service) => {
    const settled: string[] = read('Dockerfile').match(/(?<=^(?:ENV)? +)[A-Z_]+(?==)/gm) ?? [];
    expect(settled).toEqual(expect.arrayContaining(['HOST', 'PORT', 'DATA_DIR']));
    const own = ['DATABASE_URL', 'REDIS_URL'];
    const names = Object.values(options).map((row) => row.env);
    const missing = names
      .filter((name) => !settled.includes(name) && !own.includes(name))
      .filter((name) => !service.environment[name]?.includes(`\${${name}:`));
    expect(missing).toEqual([]);
    expect(own.filter((name) => !service.environment[name])).toEqual([]);
  });

  test.each(ours)(
    'gives %s a folder of the machine in which its commands read and write',
    (_name, service) => {
      expect(service.volumes).toContain('./exchange:/exchange');
      expect(service.working_dir).toBe('/exchange');
    },
  );

  test('no page has the sample imported into a production database, or starts a worker before it warns', () => {
    const pages = ['production', 'backup', 'upgrading'].map((name) => read(`docs/operations/${name}.md`));
    for (const page of pages) expect(page).not.toMatch(/import \S*sample\//);
    const [restore = '', after = ''] = read('docs/operations/backup.md').split('## After a restore');
    expect(restore).not.toMatch(/^docker compose up -d(?! web\b)/m);
    expect(after).toMatch(/^docker compose up -d$/m);
  });

  test.each(ours)(
    'starts %s with its own defaults once the required values are given',
    (_name, { environment }) => {
      const given: Record<string, string> = {
        POSTGRES_PASSWORD: 'p'.repeat(32),
        SECRET_KEY: 's'.repeat(32),
        PUBLIC_URL: 'https://bulletin.example.org',
      };
      const filled = Object.entries(environment).map(([name, value]) => [
        name,
        value.replace(
          /\$\{(\w+)(?::-([^}]*))?(?::\?[^}]*)?\}/g,
          (_all, key, fallback) => given[key] ?? fallback ?? '',
        ),
      ]);
      expect(loadConfig(Object.fromEntries(filled))).toMatchObject({
        sending: 'off',
        approval: 'required',
        publicUrl: 'https://bulletin.example.org',
        redisUrl: 'redis://redis:6379',
      });
    },
  );

  test('holds no secret, and starts without none', () => {
    for (const { environment } of Object.values(services)) {
      for (const [name, value] of Object.entries(environment)) {
        const literal = value.replace(/\$\{[^}]*\}/g, '');
        if (SECRETS.test(name)) expect(literal).toBe('');
        if (SECRETS.test(name) && !OPTIONAL.includes(name)) expect(value).toContain(':?');
        expect(literal).not.toMatch(/:\/\/[^/:]*:[^/@]+@/);
      }
    }
  });

  test('runs the roles, after the stores answer', () => {
    for (const [name, { command, depends_on }] of ours) {
      expect(command).toEqual([name]);
      expect(Object.values(depends_on ?? {})).toEqual(Array(2).fill({ condition: 'service_healthy' }));
    }
    expect(services.postgres.healthcheck?.test).toContain('pg_isready');
    expect(services.redis.healthcheck?.test).toContain('redis-cli');
  });

  test.each(Object.entries(services))('gives %s no more rights than it needs', (name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    // The stores' start scripts give their folder to a user and become that user; ours run as one from the start.
    const allowed = /^(?:CHOWN|DAC_OVERRIDE|DAC_READ_SEARCH|FOWNER|SETGID|SETPCAP|SETUID)$/;
    const needed = ['postgres', 'redis'].includes(name) ? allowed : /^$/;
    expect(service.cap_add.filter((right) => !needed.test(right))).toEqual([]);
  });

  test('keeps what the stores hold, and Redis never drops a job', () => {
    expect(services.redis.command?.join(' ')).toMatch(/--maxmemory-policy noeviction .*--appendonly yes/);
    for (const store of [services.postgres, services.redis]) expect(store.volumes).toHaveLength(1);
  });
});

describe('the Dockerfile', () => {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n');
  const admitted = read('.dockerignore').match(/(?<=^!).+$/gm) ?? [];
  const copied = lines
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(/\s+/).slice(1, -1));

  test('copies what is there and .dockerignore lets through', () => {
    expect(copied.filter((name) => !isThere(name))).toEqual([]);
    expect([...copied].sort()).toEqual([...admitted].sort());
  });

  test('copies everything that the build compiles', () => {
    const { include } = z.object({ include: z.array(z.string()) }).parse(JSON.parse(read('tsconfig.json')));
    const neverBuilt = ['test', 'bench', 'vitest.config.ts'];
    expect(include.filter((name) => !copied.includes(name) && !neverBuilt.includes(name))).toEqual([]);
  });

  test('runs scripts that package.json has, as an ordinary user, on Node 24', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    const run = lines.flatMap((line) =>
      [...line.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? ''),
    );
    expect(run.filter((name) => !scripts[name])).toEqual([]);
    expect(run).toContain('build');
    expect(lines.filter((line) => line.startsWith('FROM ')).every((line) => line.includes('node:24'))).toBe(
      true,
    );
    expect(lines).toContain('USER node');
  });

  test('asks an address that the web has', () => {
    const health = lines.find((line) => line.startsWith('HEALTHCHECK'));
    expect(health).toContain(paths.live());
  });

  test('sets only options that the table knows', () => {
    const set = lines
      .filter((line) => line.startsWith('ENV '))
      .flatMap((line) => line.match(/\b[A-Z_]+(?==)/g) ?? []);
    const known = ['NODE_ENV', 'NODE_OPTIONS', ...Object.values(options).map((row) => row.env)];
    expect(set.filter((name) => !known.includes(name))).toEqual([]);
  });
});
