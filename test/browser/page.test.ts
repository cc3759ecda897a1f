import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientOf } from '../sandbox/support.ts';
import { chromium, installed } from '../support/tools.ts';
import { type PageStage, startPageStage } from './stage.ts';
import { type Look, openBrowser, openWindow, say, styleOf, type Window } from './window.ts';

describe.skipIf(!installed(chromium, 'chromium'))('the page of the sandbox', () => {
  let browser: Browser;
  let stage: PageStage;
  const windows: Window[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    stage = await startPageStage();
  });
  afterEach(async () => {
    const complaints = windows.splice(0).flatMap((window) => window.complaints);
    for (const context of browser.contexts()) await context.close();
    await stage.stop();
    expect(complaints).toEqual([]);
  });

  const open = async (where = 'U0ZUZANA01/C0OBCHOD01', look?: Look) => {
    const window = await openWindow(browser, stage.sandbox.url, where, look);
    windows.push(window);
    return window.page;
  };

  it('opens for whoever comes without a name, in a channel of theirs', async () => {
    const page = await open('');
    await page.getByRole('heading', { level: 1, name: '# obchod' }).waitFor();
    expect(await page.getByRole('button', { name: 'Switch person' }).textContent()).toContain('Zuzana');
  });

  it('shows names and messages as text, whatever they contain', async () => {
    const page = await open();
    await say(page, '<img src=x onerror=alert(1)> *tučně* & <https://x.example|y> _kurzíva_ :tada:');
    const message = page.getByRole('article').last();
    await message.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await message.locator('.message-text').innerHTML()).not.toMatch(/<img|<script/);
    expect(await message.locator('b', { hasText: /^tučně$/ }).count()).toBe(1);
    expect(await message.getByRole('img', { name: 'tada' }).count()).toBe(1);
  });

  it('follows only links that are links', async () => {
    await clientOf(stage.sandbox).chat.postMessage({
      channel: 'C0OBCHOD01',
      text: '<javascript:alert(1)|zlý> <https://portal.example/a?b=1&amp;c=2|portál> <@U0JOHN0001>',
    });
    const page = await open();
    const link = page.getByRole('link', { name: 'portál' });
    expect(await link.getAttribute('href')).toBe('https://portal.example/a?b=1&c=2');
    expect(await page.getByRole('link', { name: 'zlý' }).count()).toBe(0);
    await page.getByText('@John Carter').waitFor();
  });

  it('offers the commands of the app after a slash and runs the one that is picked', async () => {
    const page = await open();
    const composer = page.getByRole('combobox', { name: 'Message #obchod' });
    await composer.pressSequentially('/de');
    await page.getByRole('option', { name: '/deal' }).waitFor();
    await composer.press('Enter');
    expect(await composer.inputValue()).toBe('/deal ');
    await composer.press('Enter');
    await page.getByRole('heading', { name: 'D-42 Bridge' }).waitFor();
  });

  it('says what Slack says to a command that is not there, or in a thread', async () => {
    const page = await open();
    await say(page, '/dael');
    await page.getByText('/dael is not a valid command').waitFor();
    await say(page, 'Volal Petr Říha');
    const message = page.getByRole('article', { name: /Zuzana/ }).last();
    await message.hover();
    await message.getByRole('button', { name: 'Reply in thread' }).click();
    const reply = page.getByRole('combobox', { name: 'Reply…' });
    await reply.fill('/deal');
    await reply.press('Enter');
    await page.getByRole('complementary', { name: 'Thread' }).getByText('not supported in threads').waitFor();
    await reply.press('Escape');
    await page.getByRole('complementary', { name: 'Thread' }).waitFor({ state: 'detached' });
  });

  it('presses a button and shows the card as it became', async () => {
    const page = await open();
    await say(page, '/deal');
    await page.getByRole('button', { name: 'Won' }).click();
    await page.locator('.field', { hasText: /^Stage\s*won$/ }).waitFor();
  });

  it('asks before what cannot be taken back, and does nothing when the answer is no', async () => {
    const page = await open();
    await say(page, '/deal');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const question = page.getByRole('dialog', { name: 'Delete the deal?' });
    await question.getByRole('button', { name: 'Keep it' }).click();
    await question.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await question.getByRole('button', { name: 'Delete it' }).click();
    await page.getByText('Deleted.').waitFor();
    expect(await page.getByText('Deleted.').count()).toBe(1);
  });

  it('opens the menu of a card and the modal behind it, which Escape closes', async () => {
    const page = await open();
    await say(page, '/deal');
    await page.getByRole('button', { name: 'More options' }).click();
    await page.getByRole('menuitem', { name: 'Who sees this?' }).click();
    await page.getByRole('dialog', { name: 'Who sees this' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(stage.sandbox.as('zuzana').modals()).toEqual([]);
  });

  it('shows a table with its columns aligned, only to the one who asked', async () => {
    const page = await open();
    await say(page, '/log');
    await page.getByText('Only visible to you').waitFor();
    const sum = page.getByRole('cell', { name: '1 250 000 Kč' });
    expect(await styleOf(sum, 'textAlign')).toBe('right');
    const johns = await open('U0JOHN0001/C0OBCHOD01');
    await johns.getByRole('heading', { level: 1, name: '# obchod' }).waitFor();
    expect(await johns.getByRole('table').count()).toBe(0);
  });

  it('marks what came while one was elsewhere, until one looks', async () => {
    const page = await open('U0ZUZANA01/home');
    await page.getByRole('heading', { name: 'D-42 Bridge' }).waitFor();
    await stage.sandbox.as('john').message('#obchod', 'Bridge is won');
    const channel = page.getByRole('list', { name: 'Channels' }).getByRole('button', { name: /obchod/ });
    await channel.getByLabel('1 unread').waitFor();
    await channel.click();
    await page.getByText('Bridge is won').waitFor();
    await channel.getByLabel('1 unread').waitFor({ state: 'detached' });
  });

  it('carries a file from the composer to the others', async () => {
    const page = await open();
    const file = { name: 'rozpočet.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b') };
    await page.getByLabel('Files to attach').setInputFiles(file);
    await page.getByRole('button', { name: 'Remove rozpočet.csv' }).waitFor();
    await say(page, 'Posílám rozpočet');
    const johns = await open('U0JOHN0001/C0OBCHOD01');
    const [download] = await Promise.all([
      johns.waitForEvent('download'),
      johns.getByRole('link', { name: 'Download rozpočet.csv' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('rozpočet.csv');
  });

  it('fits a phone: nothing is wider than the screen and the sidebar slides in', async () => {
    const page = await open('U0ZUZANA01/C0OBCHOD01', { width: 375, height: 700, touch: true });
    await say(page, '/deal');
    await page.getByRole('heading', { name: 'D-42 Bridge' }).waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(375);
    const workspace = page.getByRole('navigation', { name: 'Workspace' });
    expect(await workspace.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Open sidebar' }).tap();
    await workspace.getByRole('button', { name: 'Vizitka' }).tap();
    await page.getByRole('tab', { name: 'Messages' }).waitFor();
    await workspace.waitFor({ state: 'hidden' });
  });

  it('is dark when the system is, and light when the person says so', async () => {
    const page = await open('U0ZUZANA01/C0OBCHOD01', { dark: true });
    const paper = () => styleOf(page.getByRole('main'), 'backgroundColor');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await paper()).toBe('rgb(26, 29, 33)');
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    expect(await paper()).toBe('rgb(255, 255, 255)');
  });

  it('lets another person sit down, and moves the clock for all', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Switch person' }).click();
    await page.getByRole('menuitemradio', { name: /John Carter/ }).click();
    await page.getByRole('list', { name: 'Channels' }).getByRole('button', { name: 'mosty' }).waitFor();
    await page.getByRole('button', { name: 'Time', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Next morning, 9:00' }).click();
    await page.getByText('Thu 11 Mar, 09:00').waitFor();
    expect(stage.sandbox.clock.now()).toBe('2027-03-11T09:00:00.000Z');
  });

  it('writes as a customer and forwards as a colleague, with a hidden copy', async () => {
    const page = await open('U0ZUZANA01/mail');
    await page.getByRole('button', { name: 'Write' }).click();
    await page.getByLabel('To', { exact: true }).fill('Zuzana Hrušková <zuzana@ocel-vir.example>');
    await page.getByLabel('Subject').fill('Poptávka lávky');
    await page.getByLabel('Text').fill('Dobrý den, poptáváme lávku.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('button', { name: /Poptávka lávky/ }).click();
    await page.getByRole('button', { name: 'Forward' }).click();
    await page.getByLabel('Bcc').fill('crm@ocel-vir.example');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('button', { name: /Fwd: Poptávka lávky/ }).waitFor();
    expect(stage.mails[1]).toMatchObject({
      from: 'Zuzana Hrušková <zuzana@ocel-vir.example>',
      bcc: 'crm@ocel-vir.example',
    });
    expect(stage.mails[1]!.text).toContain('Od: Petr Říha <riha@mostni-stavby.example>');
  });
});
