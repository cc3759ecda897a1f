import { html, useState } from '../kit.js';
import { useStore } from '../state/store.js';
import { MailList } from './list.js';
import { emptyMail } from './quoting.js';
import { MailReader } from './reader.js';
import { WriteMail } from './write.js';

/** The other side of the app's mailbox: what customers and colleagues write. */
export function Mail() {
  const { mails, senders, addresses } = useStore((state) => state.mail);
  const [openId, setOpenId] = useState(null);
  const [draft, setDraft] = useState(null);
  const open = mails.find((mail) => mail.id === openId);
  return html`<div class=${open ? 'mail is-reading' : 'mail'}>
    <section class="mail-list-pane" aria-label="All mail">
      <header class="pane-head">
        <h1>Mail</h1>
        <span class="space"></span>
        <button type="button" class="button primary"
          onClick=${() => setDraft(emptyMail(senders, addresses))}>Write</button>
      </header>
      <${MailList} mails=${mails} openId=${openId} onOpen=${(mail) => setOpenId(mail.id)} />
    </section>
    <section class="mail-read-pane" aria-label="Opened mail">
      ${
        open
          ? html`<${MailReader} key=${open.id} mail=${open} senders=${senders} onBack=${() => setOpenId(null)}
            onWrite=${setDraft} />`
          : html`<div class="empty"><h2>${mails.length > 0 ? 'Pick a mail' : 'No mail yet'}</h2>
            <p>Write as a customer or as a colleague, and see what the app makes of it.</p>
            ${addresses.length > 0 && html`<p>It reads ${addresses.join(', ')}</p>`}</div>`
      }
    </section>
    ${
      draft &&
      html`<${WriteMail} draft=${draft} senders=${senders} addresses=${addresses}
      onClose=${() => setDraft(null)} />`
    }
  </div>`;
}
