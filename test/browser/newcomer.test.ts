import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Instant, movableTime } from '../../src/lib/time.ts';
import { type Demo, startDemo } from '../../src/sandbox/demo-stage.ts';
import { chromium, installed } from '../support/tools.ts';
import { openBrowser, openWindow, say, type Window } from './window.ts';

const monday = '2027-03-08T08:00:00.000Z' as Instant;
const eva = 'U0EVA00001';
const zuzana = 'U0ZUZANA01';
const oliver = 'U0OLIVER01';
const sales = 'C0OBCHOD01';

describe.skipIf(!installed(chromium, 'chromium'))('a newcomer to the demo', () => {
  let browser: Browser;
  let folder: string;
  let demo: Demo;
  let windows: Window[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    windows = [];
    folder = mkdtempSync(path.join(tmpdir(), 'vizitka-demo-'));
    demo = await startDemo({ folder, port: 0, time: movableTime(monday), logLevel: 'error' });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
    expect(windows.flatMap((window) => window.complaints)).toEqual([]);
    expect(demo.slack.troubles).toEqual([]);
    expect(demo.slack.unknownMethods).toEqual([]);
  });

  const open = async (who: string, where = sales): Promise<Page> => {
    const window = await openWindow(browser, demo.slack.url, `${who}/${where}`);
    windows.push(window);
    return window.page;
  };

  it('creates a deal with a company filled in by its IČO, and is nudged before its bid deadline', async () => {
    const page = await open(eva);
    await say(page, '/deal new');
    const form = page.getByRole('dialog', { name: 'Nová příležitost' });
    await pick(form, page, 'Firma', '00000035', /Tiskárna Modrý kámen/);
    await form.getByLabel('Název').fill('Nosníky pod tiskový stroj');
    await form.getByLabel('Hodnota bez DPH').fill('1,2 mil.');
    await form.getByLabel('Termín odevzdání nabídky: den').fill('12.3.2027');
    await form.getByLabel('Termín odevzdání nabídky: čas').fill('10:00');
    await saved(form, 'Uložit');

    await toApp(page).click();
    await page.getByRole('tab', { name: 'Messages' }).click();
    const card = page.getByRole('article').filter({ hasText: 'Nosníky pod tiskový stroj' }).first();
    await card.getByText('Tiskárna Modrý kámen, s.r.o.').waitFor();
    await card.getByText('za 4 pracovní dny').waitFor();
    const question = page
      .getByRole('article')
      .filter({ hasText: 'Připomenout 7, 3 a 1 pracovní den předem' });
    await question.getByRole('button', { name: 'Ano' }).click();
    await page.getByText('Připomenutí přijdou:').waitFor();

    await page.getByRole('button', { name: 'Time' }).click();
    await page.getByRole('menuitem', { name: 'Next morning, 9:00' }).click();
    const nudge = page.getByRole('article').filter({ hasText: 'Za 3 pracovní dny: odevzdání nabídky D-9' });
    await nudge.getByRole('button', { name: 'Vím o tom' }).click();
    await page.getByText('Potvrzeno').waitFor();
    await page.getByRole('button', { name: 'Vrátit zpět' }).waitFor();
  });

  it('logs a call and a meeting from the card, which says so at once', async () => {
    const page = await open(eva);
    const card = cardOf(page, 'D-1');
    await card.getByRole('button', { name: 'Zapsat' }).click();
    const form = page.getByRole('dialog', { name: 'Zapsat aktivitu' });
    await form.getByLabel('Zápis z jednání').fill('Termín platí, kalkulaci chtějí po položkách.');
    await saved(form, 'Uložit');
    await card.getByText('kalkulaci chtějí po položkách').waitFor();

    await card.getByRole('button', { name: 'Zapsat' }).click();
    await form.getByRole('button', { name: '🤝' }).click();
    await form.getByLabel('Zápis z jednání').fill('U nich v Brně, ukázali zaměření břehu.');
    await form.getByLabel('Objednávka').check();
    await saved(form, 'Uložit');
    await card.getByText('ukázali zaměření břehu').waitFor();

    await card.getByRole('button', { name: 'Otevřít' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Historie' }).click();
    await page.getByRole('dialog').last().getByText('U nich v Brně').waitFor();
  });

  it('attaches one file by a form, another by dropping it into the thread of the deal', async () => {
    const page = await open(eva);
    const card = cardOf(page, 'D-1');
    await card.getByRole('button', { name: 'Přiložit' }).click();
    const form = page.getByRole('dialog', { name: 'Přiložit soubory' });
    await form.getByLabel('Soubory').setInputFiles(pdf('poptávka.pdf'));
    await form.getByText('poptávka.pdf').waitFor();
    await saved(form, 'Uložit');
    await card.getByText('1 soubor').waitFor();

    await card.hover();
    await card.getByRole('button', { name: 'Reply in thread' }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await drop(thread, page, pdf('výkres mostovky.pdf'));
    await thread.getByText('výkres mostovky.pdf').waitFor();
    await thread.getByRole('combobox', { name: 'Reply…' }).press('Enter');
    await thread.getByRole('button', { name: /^Uložit k D-1/ }).click();
    await thread.getByText('✅ Uloženo: výkres mostovky.pdf').waitFor();
    await card.getByText('2 soubory').waitFor();
    await thread.getByRole('button', { name: 'Close thread' }).click();
    await card.getByRole('button', { name: 'Otevřít' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Soubory (2)' }).click();
    await page.getByRole('dialog').last().getByText('výkres mostovky.pdf').waitFor();
  });

  it('sees e-mails of customers log themselves to the right deal, why there, and each of them once', async () => {
    const page = await open(eva, 'mail');
    await page.getByRole('button', { name: 'Write' }).click();
    const letter = page.getByRole('dialog');
    await letter.getByRole('button', { name: /Petr Říha/ }).click();
    await letter.getByLabel('To', { exact: true }).fill('crm@ocel-vir.example');
    await letter.getByLabel('Subject').fill('Posun předání');
    await letter.getByLabel('Text').fill('Dobrý den,\nmůžeme prosím posunout předání na duben?\n\nPetr Říha');
    await letter.getByRole('button', { name: 'Send' }).click();
    await letter.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Time' }).click();
    await page.getByRole('menuitem', { name: 'One hour on' }).click();

    await page.goto(`${demo.slack.url}/#/${eva}/${sales}`);
    const card = cardOf(page, 'D-1');
    await card.getByText('Posun předání').waitFor();
    await page.getByRole('button', { name: /1 reply/ }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('Petr Říha → ').waitFor();
    await thread.getByRole('button', { name: 'Proč zrovna sem?' }).click();
    await page
      .getByRole('dialog')
      .getByText(/jediná otevřená příležitost/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Zavřít' }).click();

    await toApp(page).click();
    await page.getByRole('tab', { name: 'Messages' }).click();
    await page.getByText('Re: Nabídka zábradlí a schodiště').waitFor();
    // The page may still be drawing the channel from which it came.
    await expect.poll(() => page.getByRole('main').getByText('Posun předání').count()).toBe(0);
  });

  it('sets a digest for a channel and sees it there the next morning with its chart; Home says what is due', async () => {
    const page = await open(eva, 'C0MOSTY001');
    await say(page, '/crm souhrn');
    const form = page.getByRole('dialog', { name: 'Souhrn' });
    await form.waitFor();
    await saved(form, 'Uložit');
    await moveClock(page, '9.3.2027', '08:01');
    const digest = page.getByRole('article').filter({ hasText: 'Souhrn · út 9. 3.' });
    await digest.getByText('D-1 · Lávka přes Svratku').first().waitFor();
    await page.getByRole('img', { name: /Otevřené příležitosti podle fáze/ }).waitFor();

    await toApp(page).click();
    const home = page.getByRole('main');
    await home.getByText('Kroky po termínu').waitFor();
    await home.getByText('zavolat, jestli nabídku četli').waitFor();
    await home.getByText('Moje příležitosti podle termínu odevzdání').waitFor();
  });

  it('speaks Slovak to Zuzana and English to Oliver', async () => {
    const slovak = await open(zuzana);
    await say(slovak, '/deal');
    await slovak.getByText('Moje príležitosti podľa termínu odovzdania').waitFor();
    await slovak.getByRole('button', { name: 'Otvoriť' }).first().click();
    await slovak.getByRole('dialog').getByText('ponuk').first().waitFor();

    const english = await open(oliver);
    await say(english, '/deal');
    await english.getByText('My deals by bid deadline').waitFor();
    await say(english, '/log D-7');
    const form = english.getByRole('dialog', { name: 'Log' });
    await form.getByLabel('Minutes', { exact: true }).fill('They sent the levels of hall 4.');
    await saved(form, 'Save');
    await english
      .getByText(/Logged/)
      .first()
      .waitFor();
  });
});

const cardOf = (page: Page, number: string): Locator =>
  page
    .getByRole('article')
    .filter({ hasText: `${number} ·` })
    .filter({ hasText: 'Má na starosti' })
    .first();

const toApp = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Vizitka' });

async function pick(form: Locator, page: Page, label: string, query: string, option: RegExp) {
  await form.getByLabel(label).fill(query);
  await page.getByRole('option', { name: option }).click();
}

async function saved(form: Locator, save: string) {
  await form.getByRole('button', { name: save, exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

async function moveClock(page: Page, day: string, clock: string) {
  await page.getByRole('button', { name: 'Time' }).click();
  await page.getByRole('menuitem', { name: 'Pick a time…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move the clock to' });
  await dialog.getByLabel('Day', { exact: true }).fill(day);
  await dialog.getByLabel('Time of day').fill(clock);
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Move' }).click();
  await dialog.waitFor({ state: 'detached' });
}

const pdf = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
});

/** Of the browser. */
declare const DataTransfer: new () => { items: { add(file: File): void } };

async function drop(onto: Locator, page: Page, file: ReturnType<typeof pdf>) {
  const data = await page.evaluateHandle(
    ({ name, mimeType, text }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name, { type: mimeType }));
      return transfer;
    },
    { name: file.name, mimeType: file.mimeType, text: file.buffer.toString('latin1') },
  );
  const target = onto.getByRole('combobox', { name: 'Reply…' });
  await target.dispatchEvent('dragover', { dataTransfer: data });
  await target.dispatchEvent('drop', { dataTransfer: data });
}
