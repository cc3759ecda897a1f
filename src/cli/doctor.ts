import { ConfigError, parseConfig } from '../config.ts';
import { loadEnvironment } from '../environment.ts';
import { mailChecks } from '../features/email/doctor.ts';
import { createLog } from '../lib/log.ts';
import { examine, type Finding, standardChecks } from '../operations/doctor.ts';

const show = ({ what, ok, says }: Finding) => console.log(`${ok ? '✅' : '❌'} ${what}: ${says}`);

try {
  const config = parseConfig(loadEnvironment());
  show({ what: 'configuration', ok: true, says: 'every value can be read' });
  const findings = await examine([
    ...standardChecks(config),
    ...mailChecks(createLog('silent'), config.MAILBOXES),
  ]);
  for (const finding of findings) show(finding);
  process.exitCode = findings.every((finding) => finding.ok) ? 0 : 1;
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const problem of error.problems) show({ what: 'configuration', ok: false, says: problem });
  process.exitCode = 1;
}
