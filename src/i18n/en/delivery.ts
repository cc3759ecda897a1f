import { plural } from '../plural.ts';

export const delivery = {
  nothing: 'Everything has been delivered.',
  title: (n: number) =>
    plural('en', n, { one: '# message could not be delivered', other: '# messages could not be delivered' }),
  replay: 'Send again',
  dismiss: (n: number) => plural('en', n, { one: 'Do not send it', other: 'Do not send these #' }),
  whats: {
    deal: 'Deal card',
    nudge: 'Nudge',
    digest: 'Digest',
    email: 'E-mail to be sorted',
    file: 'File',
    admin: 'Message for admins',
    message: 'Message',
  },
  reasons: {
    is_archived: 'The channel is archived. Unarchive it, then send again.',
    channel_not_found:
      'Vizitka does not see the channel: deleted, or private without us. Try /invite @Vizitka there.',
    not_in_channel: 'Vizitka is not in the channel. Write there: /invite @Vizitka',
    outsiders: 'There are guests or another organisation in the channel, so nothing is posted there.',
    thread_not_found: 'The thread it belongs to was deleted.',
    restricted_action: 'The channel allows only some people to post.',
    msg_too_long: 'The message is too long for Slack.',
  },
  ours: (reference: string) => `This is our fault. The log has it under this reference: ${reference}`,
  refused: (code: string) => `Slack refused it: ${code}`,
};
