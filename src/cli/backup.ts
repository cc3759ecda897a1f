import { systemTime } from '../lib/time.ts';
import { backUp } from '../operations/backup.ts';
import { runTool, withDatabase } from './run.ts';

await runTool(async (config) => {
  const into = process.argv[2];
  if (!into) {
    console.error('npm run backup -- <folder>: where the backup is put');
    return 2;
  }
  const folder = await withDatabase(config, (database) => backUp(database, config, into, systemTime));
  console.log(folder);
  if (config.FILES_S3_URL)
    console.log('Raw mails are in this backup, files are not: they are in S3, use versioning of the bucket.');
  return 0;
});
