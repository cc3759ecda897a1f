import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromium, installed } from '../support/tools.ts';
import { type PageStage, startPageStage } from './stage.ts';
import { openBrowser, openWindow, say, type Window } from './window.ts';

describe.skipIf(!installed(chromium, 'chromium'))('a form on the page of the sandbox', () => {
  let browser: Browser;
  let stage: PageStage;
  let window: Window;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    stage = await startPageStage();
    window = await openWindow(browser, stage.sandbox.url, 'U0ZUZANA01/C0OBCHOD01');
    page = window.page;
    await say(page, '/deal new');
    await page.getByRole('dialog', { name: 'Everything' }).waitFor();
  });
  afterEach(async () => {
    await page.context().close();
    await stage.stop();
    expect(window.complaints).toEqual([]);
  });

  const field = (label: string) => page.getByLabel(label, { exact: true });
  const pick = async (label: string, query: string, option: string | RegExp) => {
    await field(label).fill(query);
    await page.getByRole('option', { name: option }).click();
  };
  const save = () => page.getByRole('button', { name: 'Save' }).click();
  const closed = () => page.getByRole('dialog').waitFor({ state: 'detached' });

  async function fillWhatIsRequired() {
    await field('Minutes').fill('Chtějí ocel.\nDruhý řádek');
    await pick('Stage', 'rf', 'RFP');
    await pick('Company', 'most', /Mostní stavby/);
    await field('data box').check();
  }

  it('tells the app what was typed and picked in every kind of field', async () => {
    await fillWhatIsRequired();
    await field('Value').fill('1250000.5');
    await field('E-mail').fill('riha@mostni-stavby.example');
    await field('Portal').fill('https://portal.example/42');
    await pick('Labels', 'chan', 'change');
    await page.keyboard.press('Tab');
    await pick('Owner', 'carter', /John Carter/);
    await pick('Present', 'hrus', /Zuzana Hrušková/);
    await page.keyboard.press('Tab');
    await pick('Channel', 'obch', /obchod/);
    await field('Bid day').fill('15.3.2027');
    await field('Bid hour').fill('12:30');
    await field('Site visit').fill('2027-03-19');
    await field('Time of day').fill('9:00');
    await field('Decision').check();
    const file = { name: 'zápis.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') };
    await field('Papers').setInputFiles(file);
    await page.getByText('zápis.pdf').waitFor();
    await field('Note').pressSequentially('ahoj');
    await save();
    await closed();
    const [values] = stage.saved;
    const said = Object.fromEntries(Object.entries(values!).map(([block, { v }]) => [block, v]));
    expect(said).toMatchObject({
      minutes: { value: 'Chtějí ocel.\nDruhý řádek' },
      value: { value: '1250000.5' },
      mail: { value: 'riha@mostni-stavby.example' },
      portal: { value: 'https://portal.example/42' },
      stage: { selected_option: { value: 'RFP' } },
      company: { selected_option: { value: 'Mostní stavby Brno, a.s.' } },
      flags: { selected_options: [{ value: 'change' }] },
      owner: { selected_user: 'U0JOHN0001' },
      present: { selected_users: ['U0ZUZANA01'] },
      channel: { selected_conversation: 'C0OBCHOD01' },
      day: { selected_date: '2027-03-15' },
      hour: { selected_time: '12:30' },
      visit: { selected_date_time: Date.parse('2027-03-19T08:00:00Z') / 1000 },
      said: { selected_options: [{ value: 'Decision' }] },
      how: { selected_option: { value: 'data box' } },
      files: { files: [{ name: 'zápis.pdf' }] },
      note: { rich_text_value: { elements: [{ elements: [{ type: 'text', text: 'ahoj' }] }] } },
    });
  });

  it('says at the field what is missing, and what the app refuses; nothing typed is lost', async () => {
    await field('Minutes').fill('no');
    await save();
    const stageField = page.locator('.input', { has: page.getByLabel('Stage', { exact: true }) });
    await stageField.getByRole('alert').waitFor();
    await pick('Stage', 'rf', 'RFI');
    await stageField.getByRole('alert').waitFor({ state: 'detached' });
    await pick('Company', 'most', /Mostárna/);
    await field('portal').check();
    await save();
    await page.getByText('Write what was agreed.').waitFor();
    expect(await field('Stage').inputValue()).toBe('RFI');
    expect(await field('Company').inputValue()).toBe('Mostárna Hustopeče, s.r.o.');
    await field('Minutes').fill('Dohodnuto.');
    await save();
    await closed();
  });

  it('picks a day from the calendar and a time from the list, by keyboard', async () => {
    await field('Bid day').click();
    await page.getByRole('button', { name: 'Next month' }).click();
    await page.getByRole('button', { name: 'Thu 15 Apr 2027' }).click();
    expect(await field('Bid day').inputValue()).toBe('Thu 15 Apr 2027');
    await field('Bid hour').click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await field('Bid hour').inputValue()).toBe('09:30');
    await field('Bid day').fill('31.2.2027');
    await page.keyboard.press('Tab');
    expect(await field('Bid day').inputValue()).toBe('Thu 15 Apr 2027');
  });

  it('is sent by Enter in a one-line field and closed by Escape', async () => {
    await fillWhatIsRequired();
    await field('E-mail').press('Enter');
    await closed();
    expect(stage.saved).toHaveLength(1);
    await say(page, '/deal new');
    await page.getByRole('dialog').waitFor();
    await field('Stage').click();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').count()).toBe(0);
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await closed();
    expect(stage.saved).toHaveLength(1);
  });
});
