import { Mrkdwn, plainOf, Text } from '../blocks/text.js';
import { html, useEffect, useState } from '../kit.js';
import { Dialog } from './dialog.js';

let show = null;

/** Slack's confirm object as a question. @returns whether the person agreed; true when there is nothing to ask */
export function askFirst(confirm) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((answer) => show?.({ confirm, answer }));
}

/** A question of the page itself, in plain words. */
export const ask = (title, text, yes, no = 'Cancel', style) =>
  askFirst({ title: plain(title), text: plain(text), confirm: plain(yes), deny: plain(no), style });

const plain = (text) => ({ type: 'plain_text', text });

/** Stands once in the page and asks what `askFirst` is given. */
export function ConfirmHost() {
  const [question, setQuestion] = useState(null);
  useEffect(() => {
    show = setQuestion;
  }, []);
  if (!question) return null;
  const { confirm, answer } = question;
  const say = (agreed) => {
    setQuestion(null);
    answer(agreed);
  };
  const yes = confirm.style === 'danger' ? 'button danger' : 'button primary';
  return html`<${Dialog} class="confirm" labelledBy="confirm-title" onClose=${() => say(false)}>
    <h2 id="confirm-title">${confirm.title ? plainOf(confirm.title) : 'Are you sure?'}</h2>
    <p>${
      confirm.text.type === 'mrkdwn'
        ? html`<${Mrkdwn} text=${confirm.text.text} />`
        : html`<${Text}
      text=${confirm.text} />`
    }</p>
    <div class="dialog-buttons">
      <button type="button" class="button"
        onClick=${() => say(false)}>${confirm.deny ? plainOf(confirm.deny) : 'Cancel'}</button>
      <button type="button" class=${yes}
        onClick=${() => say(true)}>${confirm.confirm ? plainOf(confirm.confirm) : 'Yes'}</button>
    </div>
  <//>`;
}
