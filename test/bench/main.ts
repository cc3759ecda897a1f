/** `npm run bench -- [--postgres] [section ...]`: one table; floors are measured in the same run. `mail` is all of mail. */
import { measureImport } from './import.ts';
import { mailSections } from './mail.ts';
import { measureMemory } from './memory.ts';
import { measureNudges } from './nudges.ts';
import { measureRegisters } from './registers.ts';
import { measureSlack } from './slack.ts';
import { type Stage, setStage } from './stage.ts';
import { printTable } from './table.ts';

const sections: Record<string, (stage: Stage) => Promise<void>> = {
  slack: measureSlack,
  nudges: measureNudges,
  memory: measureMemory,
  import: measureImport,
  registers: measureRegisters,
  ...mailSections,
};

const args = process.argv.slice(2);
const wanted = args
  .filter((arg) => !arg.startsWith('--'))
  .flatMap((name) => (name === 'mail' ? Object.keys(mailSections) : [name]));
const unknown = [
  ...wanted.filter((name) => !(name in sections)),
  ...args.filter((arg) => arg.startsWith('--') && arg !== '--postgres'),
];
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}. Sections: ${Object.keys(sections).join(', ')}; --postgres`);
  process.exit(2);
}

const stage = await setStage(args.includes('--postgres'));
let failed = false;
try {
  for (const name of wanted.length > 0 ? wanted : Object.keys(sections)) await sections[name]?.(stage);
} catch (error) {
  console.error(error);
  failed = true;
} finally {
  await stage.close();
}
console.log(`\n${stage.postgres ? 'PostgreSQL' : 'SQLite'}, Node ${process.version}\n`);
printTable(stage.rows);
process.exit(failed || stage.rows.some((row) => row.ok === false) ? 1 : 0);
