import { type Browser, chromium as engine, type Locator, type Page } from 'playwright-core';
import { chromium } from '../support/tools.ts';

/** A browser without a screen; every page is watched for what a person would never see. */
export const openBrowser = (): Promise<Browser> =>
  engine.launch({
    executablePath: chromium,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface Window {
  page: Page;
  /** Console errors, exceptions, and requests to anywhere else than the sandbox. */
  complaints: string[];
}

export interface Look {
  width?: number;
  height?: number;
  touch?: boolean;
  dark?: boolean;
}

/** A window of its own, as on another computer. `where` is the part after #/: who and what is open. */
export async function openWindow(
  browser: Browser,
  url: string,
  where = '',
  { width = 1280, height = 800, touch = false, dark = false }: Look = {},
): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: touch,
    isMobile: touch,
    colorScheme: dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const to = new URL(request.url());
    if (to.origin !== url && !['data:', 'blob:'].includes(to.protocol)) complaints.push(`asks ${to.href}`);
  });
  await page.goto(`${url}/${where ? `#/${where}` : ''}`);
  return { page, complaints };
}

/** Writes into the channel that is open and sends it. */
export async function say(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('main').getByRole('combobox', { name: /^Message / });
  await composer.fill(text);
  await composer.press('Enter');
}

interface Drawn {
  ownerDocument: { defaultView: { getComputedStyle(node: unknown): Record<string, string> } };
}

/** How something is drawn in the end: `styleOf(cell, 'textAlign')`. */
export const styleOf = (of: Locator, property: string): Promise<string | undefined> =>
  of.evaluate((node, name) => {
    const drawn = node as unknown as Drawn;
    return drawn.ownerDocument.defaultView.getComputedStyle(node)[name];
  }, property);
