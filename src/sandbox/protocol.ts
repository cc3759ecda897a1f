/**
 * What the sandbox promises to those who use it: stories and tests (Sandbox, Driver), the page in the browser (Rest*,
 * listed in protocol/page.ts) and the demo (SandboxOptions, MailExtra, TimeExtra). Types only.
 *
 * Shapes named after Slack's own objects (User, Channel, Message, View) have Slack's field names, because the app
 * receives the same objects. Everything that is ours is camelCase.
 */

export type * from './protocol/admin.ts';
export type * from './protocol/driver.ts';
export type * from './protocol/extras.ts';
export type * from './protocol/objects.ts';
export type * from './protocol/options.ts';
export type * from './protocol/page.ts';
export type * from './protocol/sandbox.ts';
export type * from './protocol/seeds.ts';
export type * from './protocol/weather.ts';
