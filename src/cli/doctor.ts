import path from 'node:path';
import { ConfigError, parseConfig } from '../config.ts';
import { loadEnvironment } from '../environment.ts';
import { companyChecks } from '../features/companies/doctor.ts';
import { folderBlobs } from '../features/email/blobs.ts';
import { mailChecks } from '../features/email/mailboxes/doctor.ts';
import { trustChecks } from '../features/email/mailboxes/trust-doctor.ts';
import { importChecks } from '../features/imports/doctor.ts';
import { createSecrets } from '../lib/secrets.ts';
import { examine, type Finding, standardChecks } from '../operations/doctor.ts';
import { withDatabase } from './run.ts';

const show = ({ what, ok, says }: Finding) => console.log(`${ok ? '✅' : '❌'} ${what}: ${says}`);

try {
  const config = parseConfig(loadEnvironment());
  show({ what: 'configuration', ok: true, says: 'every value can be read' });
  const secrets = createSecrets(config.SECRETS_KEY, config.SECRETS_KEY_OLD);
  const mailBlobs = folderBlobs(path.join(config.FILES_DIR, 'mail'));
  const findings = await withDatabase(config, (_, ctx) =>
    examine([
      ...standardChecks(config),
      ...companyChecks({ ...ctx, ports: { ...ctx.ports, secrets } }),
      ...importChecks({ ...ctx, ports: { ...ctx.ports, secrets } }),
      ...mailChecks({ ...ctx, ports: { ...ctx.ports, secrets } }, config.MAILBOXES),
      ...trustChecks(
        { ...ctx, ports: { ...ctx.ports, mailBlobs, mailboxes: config.MAILBOXES } },
        config.MAILBOXES,
      ),
    ]),
  );
  for (const finding of findings) show(finding);
  process.exitCode = findings.every((finding) => finding.ok) ? 0 : 1;
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const problem of error.problems) show({ what: 'configuration', ok: false, says: problem });
  process.exitCode = 1;
}
