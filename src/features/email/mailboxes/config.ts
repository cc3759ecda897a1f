import { z } from 'zod';
import { domainOf, isFreeMail, type OwnSide, withoutTag } from '../addresses.ts';
import { MailboxOAuth } from './oauth-config.ts';

const address = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'an e-mail address');
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9.-]+\.[a-z]{2,}$/, 'a domain such as firma.cz');

const shortName = 'a short name of a-z, 0-9, - and _, such as crm';

/** One mailbox of MAILBOXES: where it is, what is in it, and whose addresses are the firm's own. */
export const MailboxConfig = z
  .strictObject({
    /** short and lasting: rows in the database remember it */
    name: z.string(shortName).regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, shortName),
    host: z.string('the IMAP server, such as imap.firma.cz').min(1, 'the IMAP server, such as imap.firma.cz'),
    port: z.int().min(1).max(65535).default(993),
    /** true: TLS from the first byte (993); false: STARTTLS (143), and nothing less except on this machine itself */
    secure: z.boolean().default(true),
    /** PEM of the authority that signed the server's certificate, for servers with a certificate of their own */
    ca: z.string().startsWith('-----BEGIN', 'a certificate in PEM').optional(),
    user: z.string('the login name').min(1, 'the login name'),
    pass: z.string('the password, or an app password').min(1, 'the password, or an app password').optional(),
    /** instead of a password */
    oauth: MailboxOAuth.optional(),
    /** which are read; `\\Sent` and its kin are found by their special use. Default: INBOX, of a team INBOX and `\\Sent` */
    folders: z.array(z.string().min(1)).min(1).optional(),
    /** dropbox: colleagues send copies here, everything is meant to be logged; team: people write here too */
    mode: z.enum(['dropbox', 'team'], 'dropbox or team'),
    /** addresses of the mailbox itself; the login name is one when it is an address */
    addresses: z.array(address).default([]),
    /** the firm's other addresses, for example colleagues' at a free-mail provider */
    ownAddresses: z.array(address).default([]),
    /** the firm's domains; those of the mailbox's addresses are among them */
    ownDomains: z.array(domain).default([]),
    /** older mail is left alone */
    since: z.iso.date('a day such as 2026-01-31').optional(),
    /** addresses and domains of tender portals beside those that Vizitka knows: their notices reach people at once */
    portals: z.array(z.union([address, domain])).default([]),
    /** who sorts what concerns nobody else: addresses of colleagues as Slack knows them */
    for: z.array(address).default([]),
    /** whose mailbox it is, as Slack knows the address: it is read only when that person switches it on */
    person: address.optional(),
    /** whose word about a sender counts. Default: auth-results where authservId is given, else all */
    trust: z
      .enum(['auth-results', 'internal-relay', 'all'], 'auth-results, internal-relay or all')
      .optional(),
    /** the name with which the firm's own server signs its Authentication-Results */
    authservId: z.string().trim().toLowerCase().min(1, 'a name such as mx.firma.cz').optional(),
    /** how much of a logged mail others see, until the colleague whose mail it is decides otherwise */
    privacy: z.enum(['full', 'subject', 'happened'], 'full, subject or happened').default('full'),
    /** a folder into which mail that is done with is moved; without it nothing on the server changes */
    moveDoneTo: z.string().min(1, 'the name of a folder').optional(),
    /** above this only the beginning of a message is fetched */
    sizeLimitMb: z.number().positive().max(200).default(50),
    /** IDLE tells of new mail at once; this is the beat that finds what IDLE missed */
    pollSeconds: z.int().min(5).max(3600).default(120),
  })
  .refine(({ addresses, user }) => addresses.length > 0 || address.safeParse(user).success, {
    path: ['addresses'],
    error: 'the addresses that deliver into this mailbox (the login name is none)',
  })
  .refine(({ pass, oauth }) => (pass === undefined) !== (oauth === undefined), {
    path: ['pass'],
    error: 'the password, an app password, or "oauth" instead of it',
    // Also when other fields are wrong: the operator hears of all of it at once.
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
  .refine(({ trust, authservId }) => trust !== 'auth-results' || authservId !== undefined, {
    path: ['authservId'],
    error: 'the name with which your server signs its Authentication-Results',
  })
  .refine(({ folders, moveDoneTo }) => !moveDoneTo || !folders?.includes(moveDoneTo), {
    path: ['moveDoneTo'],
    error: 'a folder that is not read',
  })
  .transform((mailbox) => ({
    ...mailbox,
    folders: mailbox.folders ?? (mailbox.mode === 'team' ? ['INBOX', '\\Sent'] : ['INBOX']),
    trust: mailbox.trust ?? (mailbox.authservId ? ('auth-results' as const) : ('all' as const)),
  }));

export type MailboxConfig = z.infer<typeof MailboxConfig>;

/** The value of MAILBOXES. Names are unique. */
export const Mailboxes = z.array(MailboxConfig).superRefine((mailboxes, refinement) => {
  for (const [index, { name }] of mailboxes.entries()) {
    if (mailboxes.findIndex((other) => other.name === name) < index) {
      refinement.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: `a name that no other mailbox has (${name})`,
      });
    }
  }
});

/**
 * The firm as seen from one mailbox, its people's addresses included. Addresses and domains of every mailbox are the firm's in
 * each of them; tags are read on the mailbox's own addresses alone.
 */
export function ownSideOf(
  mailbox: MailboxConfig,
  peopleAddresses: string[] = [],
  mailboxes: MailboxConfig[] = [],
): OwnSide {
  const all = [mailbox, ...mailboxes.filter(({ name }) => name !== mailbox.name)];
  const shared = new Set(all.filter(({ person }) => !person).flatMap(addressesOf));
  const personal = [
    ...all.flatMap((one) => [...one.ownAddresses, ...(one.person ? addressesOf(one) : [])]),
    ...peopleAddresses.map((one) => one.toLowerCase()),
  ];
  return {
    mailbox: new Set(addressesOf(mailbox)),
    people: new Set(personal.filter((one) => !shared.has(one))),
    addresses: new Set([...shared, ...personal]),
    domains: new Set([
      ...all
        .flatMap(addressesOf)
        .map(domainOf)
        .filter((one) => !isFreeMail(one)),
      ...all.flatMap(({ ownDomains }) => ownDomains),
    ]),
    portals: new Set(mailbox.portals),
  };
}

function addressesOf({ addresses, user }: MailboxConfig): string[] {
  const login = address.safeParse(user);
  return [...addresses, ...(login.success ? [login.data] : [])].map(withoutTag);
}
