import type { Command } from 'commander';
import { registerArchive } from './archive.ts';
import { registerArticles } from './articles.ts';
import { registerAudit } from './audit.ts';
import { registerCheck } from './check.ts';
import type { WithApp } from './command.ts';
import { registerDeliveries } from './deliveries.ts';
import { registerEdition } from './edition.ts';
import { registerFeeds } from './feeds.ts';
import { registerInstallation } from './installation.ts';
import { registerMigrate } from './migrate.ts';
import { registerPreview } from './preview.ts';
import { registerRun } from './run.ts';
import { registerRuns } from './runs.ts';
import { registerSections } from './sections.ts';
import { registerSend } from './send.ts';
import { registerSending } from './sending.ts';
import { registerSubscribers } from './subscribers.ts';
import { registerTell } from './tell.ts';

type Register = (program: Command, withApp: WithApp) => void;

/** Each file adds one noun to the command line. */
export const commands: Register[] = [
  registerEdition,
  registerArchive,
  registerTell,
  registerPreview,
  registerCheck,
  registerArticles,
  registerFeeds,
  registerMigrate,
  registerRuns,
  registerSend,
  registerRun,
  registerAudit,
  registerDeliveries,
  registerSending,
  registerSubscribers,
  registerSections,
  registerInstallation,
];
