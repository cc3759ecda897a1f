import { describe, it } from 'vitest';
import { refusesEach, taken } from './checkerExpect.ts';
import {
  button,
  card,
  container,
  letters,
  line,
  mrkdwn,
  picture,
  plain,
  richText,
  section,
  select,
  table,
  times,
  words,
} from './checkerSamples.ts';

describe('card', () => {
  it('has a picture, an icon, four texts and three buttons', () => {
    taken(
      'message',
      card({
        hero_image: picture(),
        icon: picture(),
        title: mrkdwn(letters(150)),
        subtitle: mrkdwn(letters(150)),
        body: mrkdwn(letters(200)),
        subtext: mrkdwn(letters(200)),
        actions: times(3, () => button()),
      }),
    );
  });

  refusesEach([
    [
      'without anything on it',
      { type: 'card', subtitle: mrkdwn('Brno') },
      'must define at least one of `hero_image`, `title`, `actions` or `body` [json-pointer:/blocks/0]',
    ],
    [
      'titled by a bare string',
      card({ title: 'Lávka' }),
      'must provide an object [json-pointer:/blocks/0/title]',
    ],
    [
      'titled in plain text',
      card({ title: plain('Lávka') }),
      'unsupported type: plain_text [json-pointer:/blocks/0/title/type]',
    ],
    [
      'titled over 150 characters',
      card({ title: mrkdwn(letters(151)) }),
      'must be less than 151 characters [json-pointer:/blocks/0/title/text]',
    ],
    [
      'subtitled over 150 characters',
      card({ subtitle: mrkdwn(letters(151)) }),
      'must be less than 151 characters [json-pointer:/blocks/0/subtitle/text]',
    ],
    [
      'longer than 200 characters',
      card({ body: mrkdwn(letters(201)) }),
      'must be less than 201 characters [json-pointer:/blocks/0/body/text]',
    ],
    [
      'closed by more than 200 characters',
      card({ subtext: mrkdwn(letters(201)) }),
      'must be less than 201 characters [json-pointer:/blocks/0/subtext/text]',
    ],
    [
      'with four buttons',
      card({ actions: times(4, () => button()) }),
      'no more than 3 items allowed [json-pointer:/blocks/0/actions]',
    ],
    [
      'with a select among its buttons',
      card({ actions: [select()] }),
      'unsupported type: static_select [json-pointer:/blocks/0/actions/0/type]',
    ],
  ]);
});

describe('carousel', () => {
  refusesEach([
    [
      'empty',
      { type: 'carousel', elements: [] },
      'must provide at least 1 items [json-pointer:/blocks/0/elements]',
    ],
    [
      'of 11 cards',
      { type: 'carousel', elements: times(11, () => card()) },
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'of sections',
      { type: 'carousel', elements: [section()] },
      'unsupported type: section [json-pointer:/blocks/0/elements/0/type]',
    ],
  ]);
});

describe('container', () => {
  it('wraps up to 10 blocks under a title, plain or rich', () => {
    taken(
      'message',
      container({ child_blocks: times(10, () => section()), subtitle: mrkdwn('Brno'), width: 'wide' }),
    );
    taken('message', {
      type: 'container',
      rich_text_title: richText(line(words('Historie'))),
      child_blocks: [table()],
      is_collapsible: true,
      default_collapsed: true,
    });
  });

  refusesEach([
    [
      'without a title',
      { type: 'container', child_blocks: [section()] },
      'must define either `title` or `rich_text_title` [json-pointer:/blocks/0]',
    ],
    [
      'titled over 150 characters',
      container({ title: plain(letters(151)) }),
      'must be less than 151 characters [json-pointer:/blocks/0/title/text]',
    ],
    [
      'subtitled over 150 characters',
      container({ subtitle: plain(letters(151)) }),
      'must be less than 151 characters [json-pointer:/blocks/0/subtitle/text]',
    ],
    [
      'around 11 blocks',
      container({ child_blocks: times(11, () => section()) }),
      'no more than 10 items allowed [json-pointer:/blocks/0/child_blocks]',
    ],
    [
      'around another container',
      container({ child_blocks: [container()] }),
      'unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]',
    ],
    [
      'around a broken block',
      container({ child_blocks: [{ type: 'section' }] }),
      'must define either `text` or `fields` [json-pointer:/blocks/0/child_blocks/0]',
    ],
    [
      'filled by `blocks`',
      { type: 'container', title: plain('H'), child_blocks: [section()], blocks: [section()] },
      'invalid additional property: blocks [json-pointer:/blocks/0]',
    ],
    [
      'closed when it cannot be',
      container({ default_collapsed: true }),
      'requires `is_collapsible` to be true [json-pointer:/blocks/0/default_collapsed]',
    ],
    ['of any width', container({ width: 640 }), 'must be a valid enum value [json-pointer:/blocks/0/width]'],
  ]);
});

describe('context_actions', () => {
  const thumb = (more = {}) => ({ text: plain('Sedí'), value: 'yes', ...more });
  const feedback = (more = {}) => ({
    type: 'feedback_buttons',
    positive_button: thumb(),
    negative_button: thumb(),
    ...more,
  });
  const trash = (more = {}) => ({ type: 'icon_button', icon: 'trash', text: plain('Smazat'), ...more });
  const block = (...elements: unknown[]) => ({ type: 'context_actions', elements });

  it('has feedback and icon buttons', () => {
    taken('message', block(feedback(), trash({ visible_to_user_ids: ['U0EVA'], value: 'note-17' })));
  });

  refusesEach([
    [
      'of 6 elements',
      block(...times(6, () => trash())),
      'no more than 5 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'for other buttons',
      block(button()),
      'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'for half a feedback',
      block({ type: 'feedback_buttons', positive_button: thumb() }),
      'missing required field: negative_button [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'for feedback without a value',
      block(feedback({ positive_button: { text: plain('Sedí') } })),
      'missing required field: value [json-pointer:/blocks/0/elements/0/positive_button]',
    ],
    [
      'for feedback over 75 characters',
      block(feedback({ positive_button: thumb({ text: plain(letters(76)) }) })),
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/positive_button/text/text]',
    ],
    [
      'for 11 people',
      block(trash({ visible_to_user_ids: times(11, (index) => `U0${index}`) })),
      'no more than 10 items allowed [json-pointer:/blocks/0/elements/0/visible_to_user_ids]',
    ],
  ]);
});

describe('task_card and plan', () => {
  const task = (more = {}) => ({
    type: 'task_card',
    task_id: 'ares',
    title: 'ARES',
    status: 'complete',
    ...more,
  });

  it('tell how far the work is', () => {
    const sources = [{ type: 'url', url: 'https://ares.example/00000019', text: 'ARES' }];
    taken('message', task({ details: richText(line(words('Hledám'))), sources }));
    taken('message', { type: 'plan', title: 'Založení firmy', tasks: [task()] });
  });

  refusesEach([
    [
      'of no status',
      { ...task(), status: undefined },
      'missing required field: status [json-pointer:/blocks/0]',
    ],
    [
      'of a strange status',
      task({ status: 'soon' }),
      'must be a valid enum value [json-pointer:/blocks/0/status]',
    ],
    [
      'sourced from nowhere',
      task({ sources: [{ type: 'url', url: 'ares', text: 'ARES' }] }),
      'must be a valid URL [json-pointer:/blocks/0/sources/0/url]',
    ],
    [
      'a plan of sections',
      { type: 'plan', title: 'Založení', tasks: [section()] },
      'unsupported type: section [json-pointer:/blocks/0/tasks/0/type]',
    ],
  ]);
});

describe('video', () => {
  const video = (more = {}) => ({
    type: 'video',
    video_url: 'https://video.example/lavka',
    thumbnail_url: 'https://video.example/lavka.png',
    alt_text: 'Stavba lávky',
    title: plain('Lávka'),
    ...more,
  });

  it('has an address, a picture, words and a title', () => {
    taken('message', video({ alt_text: letters(200), title: plain(letters(199)), author_name: letters(49) }));
  });

  refusesEach([
    [
      'over an open line',
      video({ video_url: 'http://video.example/lavka' }),
      'must be a valid URL [json-pointer:/blocks/0/video_url]',
    ],
    [
      'titled by an open line',
      video({ title_url: 'http://video.example' }),
      'must be a valid URL [json-pointer:/blocks/0/title_url]',
    ],
    [
      'described over 200 characters',
      video({ description: plain(letters(201)) }),
      'must be less than 201 characters [json-pointer:/blocks/0/description/text]',
    ],
    [
      'told in 201 characters',
      video({ alt_text: letters(201) }),
      'must be less than 201 characters [json-pointer:/blocks/0/alt_text]',
    ],
    [
      'titled by 200 characters',
      video({ title: plain(letters(200)) }),
      'must be less than 200 characters [json-pointer:/blocks/0/title/text]',
    ],
    [
      'by an author of 50 characters',
      video({ author_name: letters(50) }),
      'must be less than 50 characters [json-pointer:/blocks/0/author_name]',
    ],
    [
      'provided by 51 characters',
      video({ provider_name: letters(51) }),
      'must be less than 51 characters [json-pointer:/blocks/0/provider_name]',
    ],
  ]);
});
