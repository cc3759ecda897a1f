/** Slack's own objects, with Slack's field names. */

export interface User {
  id: string;
  team_id: string;
  name: string;
  real_name: string;
  deleted: boolean;
  tz: string;
  tz_label: string;
  /** Seconds. */
  tz_offset: number;
  locale: string;
  is_admin: boolean;
  is_owner: boolean;
  is_primary_owner: boolean;
  is_restricted: boolean;
  is_ultra_restricted: boolean;
  is_bot: boolean;
  is_app_user: boolean;
  is_stranger?: boolean;
  /** Seconds. */
  updated: number;
  profile: {
    real_name: string;
    display_name: string;
    real_name_normalized: string;
    display_name_normalized: string;
    first_name: string;
    last_name: string;
    title: string;
    phone: string;
    email?: string;
    image_48: string;
    image_192: string;
    team: string;
    bot_id?: string;
    api_app_id?: string;
  };
}

export interface Channel {
  id: string;
  /** '' for a DM. */
  name: string;
  is_channel: boolean;
  is_group: boolean;
  is_im: boolean;
  is_mpim: boolean;
  is_private: boolean;
  is_archived: boolean;
  is_general: boolean;
  is_shared: boolean;
  is_ext_shared: boolean;
  is_org_shared: boolean;
  is_pending_ext_shared: boolean;
  /** Seconds. */
  created: number;
  creator: string;
  topic: { value: string; creator: string; last_set: number };
  purpose: { value: string; creator: string; last_set: number };
  context_team_id: string;
  /** The other person of a DM with the app. */
  user?: string;
  /** Ids, the app's bot user among them. Slack does not send this: see conversations.members. */
  members: string[];
}

export interface Message {
  type: 'message';
  /** Ours: Slack's history does not repeat it. */
  channel: string;
  ts: string;
  user: string;
  text: string;
  subtype?: string;
  team?: string;
  bot_id?: string;
  app_id?: string;
  username?: string;
  bot_profile?: { id: string; name: string; app_id: string; user_id?: string };
  blocks?: Block[];
  attachments?: Record<string, unknown>[];
  files?: SlackFile[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  thread_ts?: string;
  parent_user_id?: string;
  reply_count?: number;
  reply_users?: string[];
  reply_users_count?: number;
  latest_reply?: string;
  edited?: { user: string; ts: string };
  reactions?: { name: string; users: string[]; count: number }[];
  /** Only this person sees it. Slack says is_ephemeral. */
  ephemeralTo?: string;
}

export interface SlackFile {
  id: string;
  created: number;
  timestamp: number;
  name: string;
  title: string;
  mimetype: string;
  filetype: string;
  pretty_type: string;
  user: string;
  user_team: string;
  size: number;
  mode: 'hosted' | 'tombstone';
  is_external: false;
  is_public: boolean;
  public_url_shared: false;
  url_private: string;
  url_private_download: string;
  permalink: string;
  alt_txt?: string;
  channels: string[];
  groups: string[];
  ims: string[];
  shares?: Record<'public' | 'private', Record<string, { ts: string; thread_ts?: string }[]>>;
  file_access?: 'visible' | 'check_file_info' | 'access_denied';
}

export interface View {
  id: string;
  team_id: string;
  type: 'modal' | 'home';
  title?: TextObject;
  submit?: TextObject | null;
  close?: TextObject | null;
  blocks: Block[];
  private_metadata: string;
  callback_id: string;
  external_id: string;
  /** values[block_id][action_id]: what the person typed or picked so far. */
  state: { values: Record<string, Record<string, InputState>> };
  hash: string;
  clear_on_close: boolean;
  notify_on_close: boolean;
  submit_disabled: boolean;
  root_view_id: string;
  previous_view_id: string | null;
  app_id: string;
  bot_id: string;
  app_installed_team_id: string;
}

export interface TextObject {
  type: 'plain_text' | 'mrkdwn';
  text: string;
  emoji?: boolean;
}
export interface Option {
  text: TextObject;
  value: string;
  description?: TextObject;
  url?: string;
}
export interface OptionGroup {
  /** '' when the app answered options without groups. */
  label: string;
  options: Option[];
}
/** A block as the app sent it; block_id (and action_id of its elements) are filled in when the app left them out. */
export interface Block {
  type: string;
  block_id?: string;
  [field: string]: unknown;
}
/** The state of one element, in Slack's shape: the field depends on the type. */
export interface InputState {
  type: string;
  value?: string | null;
  selected_option?: Option | null;
  selected_options?: Option[];
  selected_date?: string | null;
  selected_time?: string | null;
  selected_date_time?: number | null;
  selected_user?: string | null;
  selected_users?: string[];
  selected_channel?: string | null;
  selected_channels?: string[];
  selected_conversation?: string | null;
  selected_conversations?: string[];
  rich_text_value?: Record<string, unknown> | null;
  files?: SlackFile[];
}
