import type { Command } from 'commander';
import { registerAlarms } from './alarms.usage.ts';
import { registerApprovals } from './approvals.usage.ts';
import { registerArchive } from './archive.usage.ts';
import { registerArticles } from './articles.usage.ts';
import { registerAudit } from './audit.usage.ts';
import { registerBackup } from './backup.usage.ts';
import { registerCalendar } from './calendar.usage.ts';
import { registerCheck } from './check.usage.ts';
import { registerDeliveries } from './deliveries.usage.ts';
import { registerDesk } from './desk.usage.ts';
import { registerDoctor } from './doctor.usage.ts';
import { registerDomains } from './domains.usage.ts';
import { registerEdition } from './edition.usage.ts';
import { registerFeeds } from './feeds.usage.ts';
import { registerFlows } from './flows.usage.ts';
import { registerInstallation } from './installation.usage.ts';
import { registerMigrate } from './migrate.usage.ts';
import { registerPreview } from './preview.usage.ts';
import { registerProcesses } from './processes.usage.ts';
import { registerRestore } from './restore.usage.ts';
import { registerRun } from './run.usage.ts';
import { registerRuns } from './runs.usage.ts';
import { registerSectionCommands } from './sections.usage.ts';
import { registerSend } from './send.usage.ts';
import { registerSending } from './sending.usage.ts';
import { registerSignUp } from './sign-up.usage.ts';
import { registerSubscribers } from './subscribers.usage.ts';
import { registerTell } from './tell.usage.ts';

type Register = (program: Command) => void;

/** Each file adds one noun to the command line. */
export const commands: Register[] = [
  registerProcesses,
  registerEdition,
  registerArchive,
  registerApprovals,
  registerTell,
  registerPreview,
  registerCheck,
  registerDomains,
  registerArticles,
  registerFeeds,
  registerMigrate,
  registerCalendar,
  registerFlows,
  registerRuns,
  registerAlarms,
  registerSend,
  registerRun,
  registerAudit,
  registerDesk,
  registerDeliveries,
  registerSending,
  registerSubscribers,
  registerSectionCommands,
  registerSignUp,
  registerInstallation,
  registerBackup,
  registerRestore,
  registerDoctor,
];
