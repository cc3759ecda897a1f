/** `npm run screenshots`: takes the pictures of the README from the demo, into .github/. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { type Instant, movableTime } from '../../src/lib/time.ts';
import { startDemo } from '../../src/sandbox/demo-stage.ts';
import { chromium, installed } from '../support/tools.ts';
import { type Look, openBrowser, openWindow, say } from './window.ts';

const eva = 'U0EVA00001';
const sales = 'C0OBCHOD01';
const pictures = path.join(import.meta.dirname, '../../.github');

if (!installed(chromium, 'chromium')) process.exit(1);
const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-pictures-'));
const monday = '2027-03-08T08:04:00.000Z' as Instant;
const demo = await startDemo({ folder, port: 0, time: movableTime(monday), logLevel: 'warn' });
const browser = await openBrowser();
try {
  const page = await open(browser, sales);
  await newDeal(page);
  await dealCard(page);
  await mail(page);
  await nextMorning(page);
  await digest(page);
  await nudge(page);
  await home(await open(browser, 'home', { width: 390, height: 844, touch: true }));
} finally {
  await browser.close();
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function open(of: Browser, place: string, look?: Look): Promise<Page> {
  const { page } = await openWindow(of, demo.slack.url, `${eva}/${place}`, { width: 1200, ...look });
  await page.getByRole('main').waitFor();
  return page;
}

/** @param parts what is in the picture; without them the whole window */
async function save(name: string, page: Page, ...parts: Locator[]) {
  // Nothing moves any more, and the mouse lies on nothing.
  await page.mouse.move(0, 0);
  await page.getByText('Sent', { exact: true }).waitFor({ state: 'detached' });
  await page.waitForTimeout(600);
  const file = path.join(pictures, `${name}.png`);
  await page.screenshot({ path: file, ...(parts.length > 0 ? { clip: await around(parts) } : {}) });
  console.log(path.relative(process.cwd(), file));
}

/** The smallest rectangle with all of them in it. */
async function around(parts: Locator[]) {
  const boxes = (await Promise.all(parts.map((part) => part.boundingBox()))).filter((box) => box !== null);
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - x;
  return { x, y, width, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}

async function newDeal(page: Page) {
  await say(page, '/deal new');
  const form = page.getByRole('dialog', { name: 'Nová příležitost' });
  await form.getByLabel('Název').fill('Nosníky pod tiskový stroj');
  await form.getByLabel('Hodnota bez DPH').fill('1,2 mil.');
  await form.getByLabel('Firma').fill('00000035');
  await page.getByRole('option', { name: /Tiskárna/ }).waitFor();
  await save('new-deal', page);
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Zrušit' }).click();
}

async function dealCard(page: Page) {
  await page.getByRole('article').filter({ hasText: 'Má na starosti' }).first().waitFor();
  await save('deal-card', page);
}

async function mail(page: Page) {
  await page.getByRole('button', { name: 'Mail', exact: true }).click();
  await page.getByRole('button', { name: 'Write' }).click();
  const letter = page.getByRole('dialog');
  await letter.getByRole('button', { name: /Petr Říha/ }).click();
  await letter.getByLabel('To', { exact: true }).fill('crm@ocel-vir.example');
  await letter.getByLabel('Subject').fill('Lávka: posun předání');
  await letter.getByLabel('Text').fill('Dobrý den,\nmůžeme prosím posunout předání na duben?\n\nPetr Říha');
  await letter.getByRole('button', { name: 'Send' }).click();
  await letter.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Time' }).click();
  await page.getByRole('menuitem', { name: 'One hour on' }).click();
  await page.getByRole('button', { name: 'Chat' }).click();
  await page.getByRole('button', { name: /1 reply/ }).click();
  await page.getByRole('button', { name: 'Proč zrovna sem?' }).waitFor();
  await page.setViewportSize({ width: 1400, height: 760 });
  await save('mail', page, page.getByRole('main'), page.getByRole('complementary', { name: 'Thread' }));
  await page.setViewportSize({ width: 1200, height: 800 });
  await page.getByRole('button', { name: 'Close thread' }).click();
}

async function nextMorning(page: Page) {
  await page.getByRole('button', { name: 'Time' }).click();
  await page.getByRole('menuitem', { name: 'Next morning, 9:00' }).click();
  await page.getByText('Tue 9 Mar').waitFor();
}

async function digest(page: Page) {
  await page.setViewportSize({ width: 1100, height: 2400 });
  // A long picture: smaller, so that it stays under 200 kB.
  await zoom(page, 0.85);
  const chart = page.getByRole('img', { name: /Otevřené příležitosti podle fáze/ });
  await chart.waitFor();
  await save('digest', page, page.getByRole('article').filter({ hasText: 'Souhrn ·' }), chart);
  await zoom(page, 1);
}

async function zoom(page: Page, factor: number) {
  await page.locator('html').evaluate((html, zoom) => {
    (html as unknown as { style: { zoom: number } }).style.zoom = zoom;
  }, factor);
}

async function nudge(page: Page) {
  await page.setViewportSize({ width: 1200, height: 590 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Vizitka' }).click();
  await page.getByRole('tab', { name: 'Messages' }).click();
  await page.getByRole('button', { name: 'Vím o tom' }).waitFor();
  await save('nudge', page, page.getByRole('main'));
}

async function home(page: Page) {
  await page.getByText('Moje příležitosti podle termínu odevzdání').waitFor();
  await save('home', page);
}
