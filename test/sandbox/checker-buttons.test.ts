import { describe, it } from 'vitest';
import { refused, refusesInActions, taken } from './checkerExpect.ts';
import { actions, button, letters, mrkdwn, plain, section } from './checkerSamples.ts';

const here = '[json-pointer:/blocks/0/elements/0';

describe('button', () => {
  it('has text, a value, an address, a style and words for those who listen', () => {
    taken(
      'message',
      actions(
        button({
          text: plain(letters(75)),
          value: letters(2000),
          url: 'https://vizitka.example/D-42',
          style: 'danger',
          accessibility_label: letters(75),
          confirm: { text: mrkdwn('Opravdu?') },
        }),
      ),
    );
  });

  refusesInActions([
    ['without text', { type: 'button' }, `missing required field: text ${here}]`],
    ['formatted', button({ text: mrkdwn('*Otevřít*') }), `unsupported type: mrkdwn ${here}/text/type]`],
    [
      'longer than 75 characters',
      button({ text: plain(letters(76)) }),
      `must be less than 76 characters ${here}/text/text]`,
    ],
    ['empty', button({ text: plain('') }), `must be more than 0 characters ${here}/text/text]`],
    ['of an empty value', button({ value: '' }), `must be more than 0 characters ${here}/value]`],
    [
      'of a value over 2,000 characters',
      button({ value: letters(2001) }),
      `must be less than 2001 characters ${here}/value]`,
    ],
    ['of a number', button({ value: 42 }), `must provide a string ${here}/value]`],
    ['of another style', button({ style: 'default' }), `must be a valid enum value ${here}/style]`],
    ['for the focus', button({ focus_on_load: true }), `invalid additional property: focus_on_load ${here}]`],
    [
      'read aloud over 75 characters',
      button({ accessibility_label: letters(76) }),
      `must be less than 76 characters ${here}/accessibility_label]`,
    ],
  ]);

  it.each([
    'vizitka.example',
    '/D-42',
    'https://',
    'https://vizitka.example/a b',
    'javascript:alert(1)',
    'mailto:eva@vizitka.example',
  ])('does not lead to %s', (url) => {
    refused(`must be a valid URL ${here}/url]`, 'message', actions(button({ url })));
  });

  it('does not lead to an address over 3,000 characters', () => {
    const url = `https://vizitka.example/${'a'.repeat(2977)}`;
    refused(`must be less than 3001 characters ${here}/url]`, 'message', actions(button({ url })));
    taken('message', actions(button({ url: url.slice(0, 3000) })));
  });
});

describe('A confirmation', () => {
  const asking = (more: Record<string, unknown>) => button({ confirm: { text: plain('Opravdu?'), ...more } });

  it('has a title, text, two buttons and a style', () => {
    const confirm = {
      title: plain(letters(100)),
      text: plain(letters(300)),
      confirm: plain(letters(30)),
      deny: plain(letters(30)),
      style: 'danger',
    };
    taken('message', actions(asking(confirm)));
  });

  refusesInActions([
    [
      'without text',
      button({ confirm: { title: plain('Smazat') } }),
      `missing required field: text ${here}/confirm]`,
    ],
    [
      'titled over 100 characters',
      asking({ title: plain(letters(101)) }),
      `must be less than 101 characters ${here}/confirm/title/text]`,
    ],
    [
      'longer than 300 characters',
      asking({ text: plain(letters(301)) }),
      `must be less than 301 characters ${here}/confirm/text/text]`,
    ],
    [
      'agreed to by 31 characters',
      asking({ confirm: plain(letters(31)) }),
      `must be less than 31 characters ${here}/confirm/confirm/text]`,
    ],
    [
      'denied by 31 characters',
      asking({ deny: plain(letters(31)) }),
      `must be less than 31 characters ${here}/confirm/deny/text]`,
    ],
    [
      'titled in mrkdwn',
      asking({ title: mrkdwn('*Smazat*') }),
      `unsupported type: mrkdwn ${here}/confirm/title/type]`,
    ],
    ['of another style', asking({ style: 'loud' }), `must be a valid enum value ${here}/confirm/style]`],
    [
      'stamped with a type',
      asking({ type: 'confirm' }),
      `invalid additional property: type ${here}/confirm]`,
    ],
  ]);
});

describe('workflow_button', () => {
  const run = (url: string) => ({
    type: 'workflow_button',
    text: plain('Spustit'),
    workflow: { trigger: { url } },
  });

  it('starts a workflow by its address', () => {
    taken('message', section({ accessory: run('https://slack.example/shortcuts/Ft1') }));
    refused(`must be a valid URL ${here}/workflow/trigger/url]`, 'message', actions(run('Ft1')));
  });
});
