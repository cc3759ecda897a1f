import { fileSize } from '../format.js';
import { Avatar } from '../frame/avatar.js';
import { html } from '../kit.js';
import { fullTimeOf } from '../state/clock.js';
import { forwardOf, personIn, replyTo } from './quoting.js';

export function MailReader({ mail, senders, onBack, onWrite }) {
  const from = personIn(mail.from);
  return html`<article class="mail-read">
    <header class="pane-head">
      <button type="button" class="icon-button only-phone" aria-label="Back to all mail"
        onClick=${onBack}>←</button>
      <h2>${mail.subject || '(no subject)'}</h2>
      <div class="mail-tools">
        <button type="button" class="button small"
          onClick=${() => onWrite(replyTo(mail, false, senders))}>Reply</button>
        <button type="button" class="button small"
          onClick=${() => onWrite(replyTo(mail, true, senders))}>Reply all</button>
        <button type="button" class="button small"
          onClick=${() => onWrite(forwardOf(mail, senders))}>Forward</button>
      </div>
    </header>
    <div class="mail-paper">
      <div class="mail-from"><${Avatar} id=${from.address} name=${from.name} size=${40} />
        <div><b>${from.name}</b> <span
          class="address">${from.address}</span><br /><time>${fullTimeOf(Date.parse(mail.at) / 1000)}</time></div></div>
      <dl class="mail-head">
        <${Line} name="To" value=${mail.to} /><${Line} name="Cc" value=${mail.cc} /><${Line} name="Bcc"
          value=${mail.bcc} />
      </dl>
      <div class="mail-text">${mail.text}</div>
      ${
        mail.attachments?.length > 0 &&
        html`<div class="files">${mail.attachments.map(
          (
            file,
            i,
          ) => html`<button type="button" class="file-card" key=${i} aria-label=${`Download ${file.name}`}
            onClick=${() => save(file)}>
          <span class=${`file-icon ${ending(file)}`} aria-hidden="true">${ending(file).toUpperCase()}</span>
          <span class="file-about"><b>${file.name}</b><small>${fileSize(Math.floor((file.content.length * 3) / 4))}</small></span>
          <span class="file-get" aria-hidden="true">⤓</span></button>`,
        )}</div>`
      }
    </div>
  </article>`;
}

const ending = (file) => (file.name.split('.').pop() ?? '').slice(0, 4).toLowerCase();

const Line = ({ name, value }) => value && html`<dt>${name}</dt><dd>${value}</dd>`;

function save(file) {
  const bytes = Uint8Array.from(atob(file.content), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: file.type || 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
