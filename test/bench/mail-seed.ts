/** A firm that has logged its mail for years: one row of each kind for each logged mail, written by SQL alone. */
import type { Database } from '../../src/db/connect.ts';
import { isPostgres } from '../../src/db/dialect.ts';
import { systemTime } from '../../src/lib/time.ts';
import type { Target } from './letters.ts';

/** @param count of the activities that are there already, as many become mails */
export async function seedMail({ writer, dialect }: Database, count: number): Promise<void> {
  const postgres = isPostgres(writer);
  const hash = (what: string) =>
    postgres
      ? `md5('${what}' || n.i) || md5(n.i || '${what}')`
      : `printf('%032x', n.i * 7919) || printf('%032x', n.i)`;
  const series = postgres
    ? `(select generate_series(1::bigint, ${count}::bigint) as i) n`
    : `(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) select i from n) n`;
  // What is older has no source any more: else it would be given up while the bench measures.
  const kept = `a.at > '${Number(systemTime.now().slice(0, 4)) - 1}'`;
  if (dialect === 'sqlite') {
    await writer.raw('PRAGMA synchronous = OFF');
    await writer.raw('PRAGMA cache_size = -1500000');
  }
  await writer.transaction(async (trx) => {
    const statements = [
      `insert into inbound_emails (id, mailbox, folder, uid_validity, uid, part, blob, size, server_at, received_at, status, reason,
         reason_details, considered, done_at, message_id, from_address, from_name, sent_at, body_hash, identity, subject, direction,
         deal_id, company_id, activity_id, counterpart, told_at, source_gone_at)
       select n.i, 'stara', 'INBOX', '1', n.i, '', case when ${kept} then ${hash('blob')} end, 4000 + n.i % 5000, a.at, a.at, 'logged', 'thread', '{"deal":1}', '[]', a.at,
         '<stara-' || n.i || '@posta.example>', 'jednatel@firma' || (n.i % 20000 + 1) || '.example', 'Jednatel', a.at, ${hash('body')}, ${hash('identity')},
         'Nabídka ' || n.i, 'in', a.deal_id, a.company_id, a.id, 'jednatel@firma' || (n.i % 20000 + 1) || '.example', a.at, case when ${kept} then null else a.at end
       from ${series} join activities a on a.id = n.i`,
      `insert into email_identities (identity, email_id) select identity, id from inbound_emails`,
      `insert into email_texts (email_id, recipients, written, quoted, signature, full_text)
       select n.i, '{"to":[],"cc":[]}', 'Dobrý den, posíláme slíbenou specifikaci ' || n.i, '', '', 'Dobrý den, posíláme slíbenou specifikaci ' || n.i from ${series}`,
      `insert into email_threads (message_id, email_id, own) select message_id, id, ${postgres ? 'true' : '1'} from inbound_emails`,
    ];
    for (const sql of statements) await trx.raw(sql);
    if (postgres)
      await trx.raw(
        `select setval(pg_get_serial_sequence('inbound_emails', 'id'), (select max(id) from inbound_emails))`,
      );
  });
  if (dialect === 'sqlite') {
    await writer.raw('PRAGMA synchronous = FULL');
    await writer.raw('PRAGMA cache_size = -2000');
    await writer.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  } else await writer.raw('vacuum analyze');
}

/** Open deals that everybody may see, each with its company's domain. */
export async function targets({ reader }: Database): Promise<Target[]> {
  const rows: Target[] = await reader('deals')
    .join('company_domains', 'company_domains.company_id', 'deals.company_id')
    .where('deals.is_open', true)
    .where('deals.restricted', false)
    .orderBy('deals.id')
    .limit(200)
    .select('deals.id as deal', 'company_domains.domain as domain');
  return rows;
}
