/** Tabs of the page that the demo plugs in. */

export interface MailExtra {
  /** Newest last; the mailbox the app polls, and what the app sent. */
  list(): Promise<MailItem[]> | MailItem[];
  send(mail: Mail): Promise<void> | void;
  /** Called by the sandbox; call `changed` when there is a new mail. */
  onChange?(changed: () => void): void;
  /** People offered as senders: customers and colleagues. */
  senders?(): { name: string; address: string; colleague: boolean }[];
  /** Addresses that end in the mailbox the app reads. */
  addresses?(): string[];
}
export interface Mail {
  from: string;
  to: string;
  cc?: string;
  bcc?: string;
  subject: string;
  text: string;
  html?: string;
  /** content: base64. */
  attachments?: { name: string; type: string; content: string }[];
  inReplyTo?: string;
}
export interface MailItem extends Mail {
  id: string;
  /** ISO instant. */
  at: string;
}
export interface TimeExtra {
  now(): string;
  advance(ms: number): Promise<void> | void;
  set(iso: string): Promise<void> | void;
}
