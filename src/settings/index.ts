export { verifiedCertificates } from './certificates.ts';
export { liveWorkers, senderLives, startHeartbeat } from './heartbeat.ts';
export { type Installation, installationOf, renewInstallation } from './installation.store.ts';
export { startPresence } from './presence.ts';
export { writeProbe } from './probe.store.ts';
export { earlierSecret, generatedSecret, limitSecret } from './secrets.ts';
export { isOurTurn, readSetting, settleSetting, writeSetting } from './store.ts';
