import { describe, expect, it } from 'vitest';
import { MailboxConfig, ownSideOf } from '../../src/features/email/mailboxes/config.ts';
import { parseEmail } from '../../src/features/email/reading/parse.ts';
import {
  checkSender,
  organizationOf,
  rulesOf,
  type SenderCheck,
} from '../../src/features/email/reading/trust.ts';

const mailbox = (more: object) =>
  MailboxConfig.parse({
    name: 'crm',
    host: 'imap.firma.example',
    user: 'crm@firma.example',
    pass: 'secret',
    mode: 'dropbox',
    ...more,
  });

async function check(
  head: string[],
  {
    from = 'eva@firma.example',
    isSent = false,
    ...more
  }: { from?: string; isSent?: boolean } & Record<string, unknown> = {},
): Promise<SenderCheck> {
  const config = mailbox({ folders: ['INBOX', '\\Sent'], ...more });
  const raw = [...head, `From: ${from}`, 'To: crm@firma.example', '', 'Dobrý den.', ''].join('\r\n');
  const { headers } = await parseEmail(Buffer.from(raw));
  return checkSender(headers, from, rulesOf(config, ownSideOf(config), isSent ? 'Odeslaná pošta' : 'INBOX'));
}

const judged = (...results: string[]) =>
  results.map((result) => `Authentication-Results: mx.firma.example; ${result}`);
const withResults = (head: string[], more: { from?: string } = {}) =>
  check(head, { authservId: 'mx.firma.example', ...more });

describe('what the firm’s own server says of a sender', () => {
  it('believes a DMARC pass, and DKIM or SPF of the same organisation', async () => {
    expect(await withResults(judged('dmarc=pass header.from=firma.example'))).toEqual({
      verified: true,
      by: 'dmarc',
    });
    expect(await withResults(judged('dkim=pass header.d=mail.firma.example'))).toEqual({
      verified: true,
      by: 'dkim',
    });
    expect(await withResults(judged('spf=pass smtp.mailfrom=bounce@posta.firma.example'))).toEqual({
      verified: true,
      by: 'spf',
    });
    expect(
      await withResults(judged('dmarc=none header.from=firma.example; spf=pass smtp.mailfrom=firma.example')),
    ).toEqual({ verified: true, by: 'spf' });
  });

  it('reads it folded, commented, quoted, in any case and with a version', async () => {
    const [written] = [
      'Authentication-Results: (our (very) own) MX.firma.example 1 (v1);\r\n\tSPF = pass (says; "spf=fail" \\( )\r\n smtp . mailfrom = "eva nováková"@firma.example;\r\n dmarc/1=pass (p=none) reason="all; well" header.from=firma.example',
    ];
    expect(await withResults([written!])).toEqual({ verified: true, by: 'dmarc' });
  });

  it('does not believe what failed, another domain, or a signature of somebody else', async () => {
    for (const result of [
      'dmarc=fail header.from=firma.example',
      'dmarc=fail header.from=firma.example; dkim=pass header.d=firma.example',
      'dmarc=pass header.from=attacker.example',
      'dkim=pass header.d=attacker.example',
      'dkim=pass header.d=firma.example header.i=@attacker.example',
      'dkim=fail header.d=firma.example',
      'spf=pass smtp.mailfrom=attacker.example',
      'spf=pass smtp.mailfrom="eva@firma.example; dmarc=pass"@attacker.example',
      'spf=softfail smtp.mailfrom=firma.example',
      'dmarc=pass header.from=firma.example; dmarc=fail header.from=firma.example',
      'none',
    ]) {
      expect(await withResults(judged(result)), result).toEqual({ verified: false, why: 'failed' });
    }
  });

  it('listens to the topmost field of its own server alone', async () => {
    const forged = 'Authentication-Results: mx.firma.example; dmarc=pass header.from=firma.example';
    expect(
      await withResults([
        ...judged('dmarc=fail header.from=firma.example'),
        'Received: from evil (evil.attacker.example [192.0.2.9]) by mx.firma.example with ESMTP; Mon, 8 Mar 2027 09:00:00 +0100',
        forged,
      ]),
    ).toEqual({ verified: false, why: 'failed' });
    expect(
      await withResults([
        'Authentication-Results: mx.attacker.example; dmarc=pass header.from=firma.example',
        'ARC-Authentication-Results: i=1; mx.firma.example; dmarc=pass header.from=firma.example',
        'X-Authentication-Results: mx.firma.example; dmarc=pass',
        'Authentication-Results: (mx.firma.example; dmarc=pass) mx.attacker.example; dmarc=pass',
        'Authentication-Results: mx.firma.example.attacker.example; dmarc=pass header.from=firma.example',
      ]),
    ).toEqual({ verified: false, why: 'noResults' });
  });

  it('does not guess at a field that cannot be read', async () => {
    for (const broken of [
      'dmarc=pass header.from',
      'dmarc pass',
      'dmarc=pass, dkim=pass',
      'spf=pass smtp.mailfrom="eva',
    ]) {
      const found = await withResults(judged(broken));
      expect(found.verified, broken).toBe(false);
    }
  });

  it('reads Microsoft 365, which writes no name of its own', async () => {
    const head = [
      'Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=firma.example; dkim=pass (signature was verified) header.d=firma.example;dmarc=pass action=none header.from=firma.example;compauth=pass reason=100',
    ];
    expect(await check(head, { authservId: 'microsoft365' })).toEqual({ verified: true, by: 'dmarc' });
    expect(await withResults(head)).toEqual({ verified: false, why: 'noResults' });
  });

  it('believes Microsoft 365 that a colleague wrote from within, and nobody else who claims it', async () => {
    const inside = 'X-MS-Exchange-Organization-AuthAs: Internal';
    const unsigned =
      'Authentication-Results: dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=firma.example;';
    const at365 = (head: string[], more = {}) => check(head, { authservId: 'microsoft365', ...more });
    expect(await at365([unsigned, inside])).toEqual({ verified: true, by: 'inside' });
    const doubted = { verified: false, why: 'failed' };
    expect(await at365([unsigned])).toEqual(doubted);
    expect(await at365([unsigned, 'X-MS-Exchange-Organization-AuthAs: Anonymous'])).toEqual(doubted);
    expect(await at365([unsigned, inside, inside])).toEqual(doubted);
    expect(await at365([unsigned, inside], { from: 'riha@mostni-stavby.example' })).toEqual(doubted);
    expect(await check([unsigned, inside], { authservId: 'mx.firma.example' })).toMatchObject({
      verified: false,
    });
  });

  it('asks it of customers too', async () => {
    expect(
      await withResults(judged('dmarc=pass header.from=mostni-stavby.example'), {
        from: 'riha@mostni-stavby.example',
      }),
    ).toEqual({ verified: true, by: 'dmarc' });
    expect(await withResults([], { from: 'riha@mostni-stavby.example' })).toEqual({
      verified: false,
      why: 'noResults',
    });
  });

  it('knows which part of a name belongs to whom', () => {
    expect(organizationOf('posta.praha.firma.cz')).toBe('firma.cz');
    expect(organizationOf('mail.firma.co.uk')).toBe('firma.co.uk');
    expect(organizationOf('firma.onmicrosoft.com')).toBe('firma.onmicrosoft.com');
    expect(organizationOf('mfcr.gov.cz')).toBe('mfcr.gov.cz');
  });
});

describe('mail that is handed over inside', () => {
  const relay = (head: string[], from?: string) =>
    check(head, { trust: 'internal-relay', ...(from ? { from } : {}) });
  const delivered =
    'Received: from mx.firma.example by imap.firma.example with LMTP id x; Mon, 8 Mar 2027 09:00:01 +0100';

  it('is a colleague’s when they logged in to send it, and nothing below that matters', async () => {
    expect(
      await relay([
        delivered,
        'Received: from [192.168.1.7] (unknown [203.0.113.5])\r\n\t(Authenticated sender: eva)\r\n\tby mx.firma.example (Postfix) with ESMTPSA id 4F; Mon, 8 Mar 2027 09:00:00 +0100',
        'Received: from anywhere ([203.0.113.9]) by phone.example with SMTP',
      ]),
    ).toEqual({ verified: true, by: 'inside' });
  });

  it('is a colleague’s when no machine from outside had it', async () => {
    expect(
      await relay([
        delivered,
        'Received: from gate (gate.firma.example [203.0.113.20]) by mx.firma.example (Postfix) with ESMTPS id 1; Mon, 8 Mar 2027 09:00:00 +0100',
        'Received: from pc7 (unknown [10.1.2.7]) by gate.firma.example with ESMTP id 2',
        'Received: by pc7 (Postfix, from userid 1000) id 3',
      ]),
    ).toEqual({ verified: true, by: 'inside' });
  });

  it('is nobody’s when it came from outside, whatever it claims', async () => {
    const outside = { verified: false, why: 'outside' };
    const inside =
      'Received: from pc7 ([10.1.2.7]) by mx.firma.example with ESMTPSA id 2; Mon, 8 Mar 2027 08:00:00 +0100';
    for (const hop of [
      'from mx.firma.example (evil.attacker.example [192.0.2.9]) by mx.firma.example with ESMTPS id 1',
      'from mx.firma.example (unknown [192.0.2.9]) by mx.firma.example with ESMTP id 1',
      'from [10.0.0.1] (unknown [192.0.2.9]) by mx.firma.example with ESMTP id 1',
      'from with.ESMTPSA (with ESMTPSA [192.0.2.9]) by mx.firma.example with ESMTP id 1',
      'from by (evil.attacker.example [192.0.2.9]) by mx.firma.example with ESMTP id 1',
      'from localhost by mx.firma.example with ESMTP id 1',
      'from gate.firma.example (may be forged) ([192.0.2.9]) by mx.firma.example with ESMTP id 1',
      'from x (gate.firma.example.attacker.example [192.0.2.9]) by mx.firma.example with ESMTP id 1',
    ]) {
      expect(
        await relay([delivered, `Received: ${hop}; Mon, 8 Mar 2027 09:00:00 +0100`, inside]),
        hop,
      ).toEqual(outside);
    }
    expect(await relay([])).toEqual(outside);
  });

  it('guards colleagues’ names; customers write from outside', async () => {
    expect(await relay([], 'riha@mostni-stavby.example')).toEqual({ verified: true, by: 'outsider' });
  });
});

it('believes what the owner of a mailbox sent, and everybody where that was chosen', async () => {
  expect(await check([], { authservId: 'mx.firma.example', isSent: true })).toEqual({
    verified: true,
    by: 'sent',
  });
  expect(await check([])).toEqual({ verified: true, by: 'all' });
  const inbox = { folders: ['INBOX'], authservId: 'mx.firma.example', isSent: true };
  expect(await check([], inbox)).toEqual({ verified: false, why: 'noResults' });
});
