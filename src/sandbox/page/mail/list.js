import { Avatar } from '../frame/avatar.js';
import { classes, html, useState } from '../kit.js';
import { useNow, whenOf } from '../state/clock.js';
import { personIn } from './quoting.js';

const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Newest first, with a field that narrows them. */
export function MailList({ mails, openId, onOpen }) {
  const [query, setQuery] = useState('');
  useNow(30_000);
  const shown = mails
    .filter((mail) => fold(`${mail.from} ${mail.to} ${mail.subject} ${mail.text}`).includes(fold(query)))
    .sort((a, b) => b.at.localeCompare(a.at));
  return html`
    ${
      mails.length > 6 &&
      html`<input type="search" class="mail-search" aria-label="Search mail" placeholder="Search mail"
        value=${query}
      onInput=${(event) => setQuery(event.currentTarget.value)} />`
    }
    <ul class="mail-list">${shown.map(
      (mail) => html`<${Row} key=${mail.id} mail=${mail}
      open=${mail.id === openId} onOpen=${onOpen} />`,
    )}</ul>
  `;
}

function Row({ mail, open, onOpen }) {
  const from = personIn(mail.from);
  const files = mail.attachments?.length ?? 0;
  return html`<li><button type="button" class=${classes('mail-row', open && 'is-open')}
    aria-current=${open ? 'true' : undefined} onClick=${() => onOpen(mail)}>
    <${Avatar} id=${from.address} name=${from.name} />
    <span class="mail-about">
      <span class="mail-line"><b>${from.name}</b><time>${whenOf(Date.parse(mail.at) / 1000)}</time></span>
      <span class="mail-subject">${mail.subject || '(no subject)'}${files > 0 && html` <small>📎 ${files}</small>`}</span>
      <span class="mail-start">to ${personIn(mail.to).name}${mail.bcc && ', Bcc'} · ${mail.text.slice(0, 120)}</span>
    </span>
  </button></li>`;
}
