import { Dialog } from '../controls/dialog.js';
import { fileSize } from '../format.js';
import { html, useState } from '../kit.js';
import { filePath } from '../state/net.js';

const isPicture = (file) => /^image\/(png|jpeg|gif|webp|svg\+xml)$/.test(file.mimetype);

export const Files = ({ files }) =>
  html`<div class="files">${files.map((file) => {
    if (file.mode === 'tombstone')
      return html`<p key=${file.id} class="file-gone">This file was deleted.</p>`;
    return isPicture(file)
      ? html`<${PictureFile} key=${file.id} file=${file} />`
      : html`<${FileCard} key=${file.id} file=${file} />`;
  })}</div>`;

const FileCard = ({ file }) => html`<a class="file-card" href=${filePath(file.id)} download=${file.name}
  aria-label=${`Download ${file.name}`}>
  <span class=${`file-icon ${file.filetype}`}
    aria-hidden="true">${(file.filetype || 'file').slice(0, 4).toUpperCase()}</span>
  <span class="file-about"><b>${file.title || file.name}</b><small>${file.pretty_type || file.filetype} · ${fileSize(file.size)}</small></span>
  <span class="file-get" aria-hidden="true">⤓</span>
</a>`;

function PictureFile({ file }) {
  const [open, setOpen] = useState(false);
  const title = file.title || file.name;
  const alt = file.alt_txt || title;
  return html`<figure class="picture-file">
    <figcaption>${title} <a class="link" href=${filePath(file.id)} download=${file.name}
      aria-label=${`Download ${file.name}`}>⤓</a></figcaption>
    <button type="button" aria-label=${`Open picture ${title}`} onClick=${() => setOpen(true)}><img
      src=${filePath(file.id)} alt=${alt} /></button>
    ${
      open &&
      html`<${Dialog} class="lightbox" label=${title} onClose=${() => setOpen(false)}>
      <header class="modal-head"><h2>${title}</h2>
        <a class="button" href=${filePath(file.id)} download=${file.name}>Download</a>
        <button type="button" class="icon-button" aria-label="Close"
          onClick=${() => setOpen(false)}>✕</button></header>
      <img src=${filePath(file.id)} alt=${alt} />
    <//>`
    }
  </figure>`;
}
