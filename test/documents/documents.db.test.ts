import { readdirSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { editActivity, logActivity } from '../../src/features/activities/service.ts';
import { keepCompany } from '../../src/features/companies/service.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { keepBytes, sweepBlobs } from '../../src/features/documents/blobs.ts';
import { filesFollowActivity } from '../../src/features/documents/part.ts';
import {
  deleteFile,
  getFile,
  listFiles,
  restoreFile,
  saveFile,
} from '../../src/features/documents/service.ts';
import { world } from '../support/context.ts';
import { freshStorage } from '../support/storage.ts';

const bytes = (text: string) => [Buffer.from(text)];
const firstPage = { limit: 10, offset: 0 };
const day = 24 * 3_600_000;

async function office() {
  const { storage, folder } = freshStorage();
  const it = await world({ ports: { storage } });
  const eva = await it.as('Eva');
  const company = await keepCompany(eva, { name: 'Mostní stavby Brno, a.s.', ico: '00000019' });
  const deal = await createDeal(eva, { name: 'Lávka přes Svratku', companyId: company.id });
  const attach = (name: string, text: string, dealId = deal.id) =>
    saveFile(eva, {
      name,
      mime: 'application/pdf',
      source: bytes(text),
      subject: { kind: 'deal', id: dealId },
      origin: { by: 'form' },
    });
  return { ...it, storage, folder, eva, company, deal, attach };
}

const onDisk = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.basename(entry.name));

describe('keeping a file', () => {
  it('keeps its bytes under their hash and gives them back', async () => {
    const { storage, attach } = await office();
    const offer = await attach('nabídka.pdf', 'cena 1 250 000 Kč');
    expect(offer.sha256).toBe('57969958bb01b63e98753de820d95cd012d2d56e2b4af9546e1749f1f73b782f');
    expect((await buffer(await storage.read(offer.sha256))).toString()).toBe('cena 1 250 000 Kč');
  });

  it('stores the same bytes once, whatever they are called and wherever they belong', async () => {
    const { eva, folder, attach } = await office();
    const other = await createDeal(eva, { name: 'Schodiště' });
    const first = await attach('zadání.pdf', 'zadávací dokumentace');
    const second = await attach('zadani (2).pdf', 'zadávací dokumentace', other.id);
    expect(second.sha256).toBe(first.sha256);
    expect(second.id).not.toBe(first.id);
    expect(onDisk(folder)).toEqual([first.sha256]);
  });

  it('is one file when the same one is sent twice', async () => {
    const { attach } = await office();
    expect((await attach('výkres.dwg', 'A1')).id).toBe((await attach('výkres.dwg', 'A1')).id);
  });

  it('cleans names of paths and of characters that disguise them', async () => {
    const { attach } = await office();
    expect((await attach('C:\\temp\\faktura\u202Efdp.exe', '1')).name).toBe('faktura fdp.exe');
    expect((await attach('../../etc/\u0007heslo', '2')).name).toBe('heslo');
    expect((await attach('', '3')).name).toBe('file');
    const long = (await attach(`${'ř'.repeat(3000)}.pdf`, '4')).name;
    expect([...long].length).toBe(200);
    expect(long.endsWith('….pdf')).toBe(true);
  });

  it('refuses an empty file, and one over the limit, and keeps nothing of either', async () => {
    const { eva, folder, deal, attach } = await office();
    await expect(attach('prázdný.txt', '')).rejects.toMatchObject({ code: 'file.empty' });
    const small = { ...eva, settings: { ...eva.settings, fileLimit: 2 * 1024 * 1024 } };
    const megabyte = Buffer.alloc(1024 * 1024, 1);
    const saving = saveFile(small, {
      name: 'film.mp4',
      source: [megabyte, megabyte, Buffer.from('!')],
      subject: { kind: 'deal', id: deal.id },
      origin: { by: 'form' },
    });
    await expect(saving).rejects.toMatchObject({ code: 'file.tooLarge', details: { megabytes: 2 } });
    expect(onDisk(folder)).toEqual([]);
  });

  it('keeps no half of a file whose source broke off', async () => {
    const { eva, folder, deal } = await office();
    async function* broken() {
      yield Buffer.from('první půlka');
      throw new Error('the line went dead');
    }
    const saving = saveFile(eva, {
      name: 'půlka.pdf',
      source: broken(),
      subject: { kind: 'deal', id: deal.id },
      origin: { by: 'form' },
    });
    await expect(saving).rejects.toThrow('the line went dead');
    expect(onDisk(folder)).toEqual([]);
    expect((await listFiles(eva, { kind: 'deal', id: deal.id }, {}, firstPage)).total).toBe(0);
  });
});

describe('who sees a file', () => {
  it('is who sees its deal, also in the company’s list', async () => {
    const { eva, company, as, attach } = await office();
    const secret = await createDeal(eva, { name: 'Převzetí', companyId: company.id, restricted: true });
    const open = await attach('veřejné.pdf', 'a');
    const hidden = await attach('tajné.pdf', 'b', secret.id);
    const tomas = await as('Tomáš');
    await expect(getFile(tomas, hidden.id)).rejects.toMatchObject({ code: 'notFound' });
    const seen = await listFiles(tomas, { kind: 'company', id: company.id }, {}, firstPage);
    expect(seen.files.map((file) => file.id)).toEqual([open.id]);
    expect((await listFiles(eva, { kind: 'company', id: company.id }, {}, firstPage)).total).toBe(2);
  });

  it('finds the files of an activity with its deal', async () => {
    const { eva, deal } = await office();
    const meeting = await logActivity(eva, { kind: 'meeting', dealId: deal.id });
    await saveFile(eva, {
      name: 'prezenčka.jpg',
      source: bytes('jpg'),
      subject: { kind: 'activity', id: meeting.id },
      origin: { by: 'form' },
    });
    const ofDeal = await listFiles(eva, { kind: 'deal', id: deal.id }, {}, firstPage);
    expect(ofDeal.files).toMatchObject([{ name: 'prezenčka.jpg', activityId: meeting.id }]);
  });
});

describe('sweeping', () => {
  it('removes bytes seven days after the last file that used them was deleted, and not before', async () => {
    const { eva, system, time, folder, attach } = await office();
    const offer = await attach('nabídka.pdf', 'stará cena');
    await deleteFile(eva, offer.id);
    time.advance(6 * day);
    await sweepBlobs(system);
    await restoreFile(eva, offer.id);
    expect(onDisk(folder)).toHaveLength(1);
    await deleteFile(eva, offer.id);
    time.advance(8 * day);
    expect((await sweepBlobs(system)).blobs).toBe(1);
    expect(onDisk(folder)).toEqual([]);
    await expect(restoreFile(eva, offer.id)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('leaves bytes that another file still uses', async () => {
    const { eva, system, time, folder, attach } = await office();
    const other = await createDeal(eva, { name: 'Schodiště' });
    const first = await attach('výkres.dwg', 'A1');
    await attach('výkres.dwg', 'A1', other.id);
    await deleteFile(eva, first.id);
    time.advance(30 * day);
    await sweepBlobs(system);
    expect(onDisk(folder)).toHaveLength(1);
  });

  it('lets the same bytes come back after they were swept', async () => {
    const { eva, system, time, storage, attach } = await office();
    const first = await attach('výkres.dwg', 'A1');
    await deleteFile(eva, first.id);
    time.advance(8 * day);
    await sweepBlobs(system);
    const again = await attach('výkres.dwg', 'A1');
    expect(await storage.has(again.sha256)).toBe(true);
    await sweepBlobs(system);
    expect(await storage.has(again.sha256)).toBe(true);
  });
});

describe('bytes and rows that meet at a bad moment', () => {
  it('bytes whose row never came are removed after seven days', async () => {
    const { eva, system, time, folder } = await office();
    await keepBytes(eva, bytes('proces zemřel dřív, než zapsal řádek'));
    time.advance(6 * day);
    await sweepBlobs(system);
    expect(onDisk(folder)).toHaveLength(1);
    time.advance(2 * day);
    await sweepBlobs(system);
    expect(onDisk(folder)).toEqual([]);
  });

  it('a sweep that died half-way is finished by the next one', async () => {
    const { eva, system, time, folder, storage } = await office();
    await keepBytes(eva, bytes('nikomu nepatří'));
    time.advance(8 * day);
    const dying = {
      ...system,
      ports: { ...system.ports, storage: { ...storage, remove: () => Promise.reject(new Error('killed')) } },
    };
    await expect(sweepBlobs(dying)).rejects.toThrow('killed');
    await sweepBlobs(system);
    expect(onDisk(folder)).toEqual([]);
  });

  it('a file saved while its old bytes are being swept has its bytes', async () => {
    const { eva, system, time, storage, deal } = await office();
    for (let round = 0; round < 10; round += 1) {
      const old = await keepBytes(eva, bytes(`znění ${round}`));
      time.advance(8 * day);
      const saving = saveFile(eva, {
        name: `${round}.txt`,
        source: bytes(`znění ${round}`),
        subject: { kind: 'deal', id: deal.id },
        origin: { by: 'form' },
      });
      await Promise.all([saving, sweepBlobs(system)]);
      expect(await storage.has(old.sha256)).toBe(true);
    }
  });

  it('bytes are not waited for inside a transaction', async () => {
    const { eva } = await office();
    await expect(transaction(eva, (tx) => keepBytes(tx, bytes('pomalu')))).rejects.toThrow('before');
  });
});

it('files go with an activity that was logged to the wrong deal', async () => {
  const { storage } = freshStorage();
  const { as } = await world({ ports: { storage }, listeners: [filesFollowActivity] });
  const eva = await as('Eva');
  const wrong = await createDeal(eva, { name: 'Lávka' });
  const right = await createDeal(eva, { name: 'Schodiště' });
  const meeting = await logActivity(eva, { kind: 'meeting', dealId: wrong.id });
  await saveFile(eva, {
    name: 'zápis.pdf',
    source: bytes('pdf'),
    subject: { kind: 'activity', id: meeting.id },
    origin: { by: 'form' },
  });
  await editActivity(eva, meeting.id, { dealId: right.id });
  expect((await listFiles(eva, { kind: 'deal', id: wrong.id }, {}, firstPage)).total).toBe(0);
  expect((await listFiles(eva, { kind: 'deal', id: right.id }, {}, firstPage)).total).toBe(1);
});
