import { Dialog } from '../controls/dialog.js';
import { fileSize } from '../format.js';
import { html, useRef, useState } from '../kit.js';
import { post } from '../state/net.js';
import { failureText, tell } from '../state/toasts.js';
import { addressOf, programs } from './quoting.js';

/** Writing a mail from anybody's side. */
export function WriteMail({ draft, senders, addresses, onClose }) {
  const [mail, setMail] = useState(draft);
  const [program, setProgram] = useState(programs[0].id);
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState('');
  const change = (part) => setMail((before) => ({ ...before, ...part }));
  const send = async (event) => {
    event.preventDefault();
    const missing = !mail.from.trim()
      ? 'Who is writing?'
      : ![mail.to, mail.cc, mail.bcc].some((one) => one.trim())
        ? 'To whom?'
        : '';
    setTrouble(missing);
    if (missing || sending) return;
    setSending(true);
    try {
      await post('mail', letter(mail, program));
      tell('Sent', 'good');
      onClose();
    } catch (error) {
      setTrouble(failureText(error));
      setSending(false);
    }
  };
  const field = (name, label, more = {}) => html`<label class="mail-field"><span>${label}</span>
    <input type="text" list="mail-people" value=${mail[name]} autocomplete="off"
      onInput=${(event) => change({ [name]: event.currentTarget.value })} ...${more} /></label>`;
  return html`<${Dialog} class="write" labelledBy="write-title" onClose=${onClose}>
    <form onSubmit=${send} novalidate>
      <header class="modal-head"><h2 id="write-title">${draft.title}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick=${onClose}>✕</button></header>
      <div class="modal-body">
        ${trouble && html`<p class="modal-trouble" role="alert">${trouble}</p>`}
        <datalist id="mail-people">${[...addresses, ...senders.map(addressOf)].map(
          (one) => html`<option
          key=${one} value=${one}></option>`,
        )}</datalist>
        <${Sender} senders=${senders} from=${mail.from} pick=${(from) => change({ from })} />
        ${field('to', 'To')} ${field('cc', 'Cc')} ${field('bcc', 'Bcc')} ${field('subject', 'Subject', { list: undefined })}
        <textarea class="mail-body" aria-label="Text" rows="10" value=${mail.text}
          onInput=${(event) => change({ text: event.currentTarget.value })}></textarea>
        ${
          mail.original &&
          html`<label class="mail-field"><span>Quoted as</span>
          <select value=${program} onChange=${(event) => setProgram(event.currentTarget.value)}>
            ${programs.map(
              (one) => html`<option key=${one.id}
              value=${one.id}>${one.name}</option>`,
            )}</select></label>
          <pre class="quoted">${quoteOf(mail, program)}</pre>`
        }
        <${Attachments} files=${mail.attachments} change=${(attachments) => change({ attachments })} />
      </div>
      <footer class="modal-foot">
        <button type="button" class="button" onClick=${onClose}>Cancel</button>
        <button type="submit" class="button primary" aria-busy=${sending || undefined}><span
          class="button-text">Send</span>
          ${sending && html`<span class="spinner" aria-hidden="true"></span>`}</button>
      </footer>
    </form>
  <//>`;
}

const quoteOf = (mail, program) => programs.find((one) => one.id === program)[mail.quoteAs](mail.original);

function letter(mail, program) {
  const { from, to, cc, bcc, subject, inReplyTo } = mail;
  const text = mail.original ? `${mail.text}\n\n${quoteOf(mail, program)}` : mail.text;
  const attachments = mail.attachments.length > 0 ? mail.attachments : undefined;
  return { from, to, cc: cc || undefined, bcc: bcc || undefined, subject, text, attachments, inReplyTo };
}

const Sender = ({ senders, from, pick }) => html`<div class="mail-field"><span id="sender-label">From</span>
  <div class="sender">
    <input type="text" list="mail-people" aria-labelledby="sender-label" value=${from} autocomplete="off"
      onInput=${(event) => pick(event.currentTarget.value)} />
    <div class="sender-chips">${senders.slice(0, 8).map(
      (one) => html`<button type="button" key=${one.address}
        class=${addressOf(one) === from ? 'chip-button is-on' : 'chip-button'}
        title=${one.address}
        onClick=${() => pick(addressOf(one))}>${one.name}<small>${one.colleague ? ' colleague' : ' customer'}</small></button>`,
    )}</div>
  </div></div>`;

function Attachments({ files, change }) {
  const picker = useRef(null);
  const add = async (list) => change([...files, ...(await Promise.all([...list].map(encoded)))]);
  return html`<div class="composer-files" onDragOver=${(event) => event.preventDefault()} onDrop=${(
    event,
  ) => {
    event.preventDefault();
    add(event.dataTransfer.files);
  }}>
    ${files.map(
      (file, i) => html`<div class="file-chip" key=${i}><span aria-hidden="true">📎</span><span
        class="file-name">${file.name}</span>
        <small>${fileSize(Math.floor((file.content.length * 3) / 4))}</small>
        <button type="button" aria-label=${`Remove ${file.name}`}
          onClick=${() => change(files.filter((one) => one !== file))}>✕</button></div>`,
    )}
    <input ref=${picker} type="file" multiple hidden aria-label="Files to attach" onChange=${(event) => {
      add(event.currentTarget.files);
      event.currentTarget.value = '';
    }} />
    <button type="button" class="button small" onClick=${() => picker.current.click()}>📎 Attach</button>
  </div>`;
}

const encoded = (file) =>
  new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () =>
      done({
        name: file.name,
        type: file.type || 'application/octet-stream',
        content: reader.result.split(',')[1] ?? '',
      });
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
