import { fileSize } from '../format.js';
import { html, useRef, useState } from '../kit.js';
import { labelling, useField } from './field.js';
import { useSurface } from './surface.js';

export function FileInput({ block, element, label }) {
  const { upload } = useSurface();
  const { held, change, disabled } = useField(block, element);
  const [loading, setLoading] = useState(0);
  const [over, setOver] = useState(false);
  const input = useRef(null);
  const { id, labelledBy, describedBy, required } = labelling(block, element, label);
  const limit = element.max_files ?? 10;
  const types = element.filetypes?.map((type) => `.${type}`).join(',');
  const add = async (list) => {
    const chosen = [...list].slice(0, limit - held.files.length);
    if (chosen.length === 0) return;
    setLoading(chosen.length);
    const files = await upload(chosen).finally(() => setLoading(0));
    change({ files: [...held.files, ...files] });
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  const remove = (file) => change({ files: held.files.filter((one) => one.id !== file.id) });
  return html`<div class=${over ? 'file-input is-over' : 'file-input'} onDrop=${drop}
    onDragLeave=${() => setOver(false)}
    onDragOver=${(event) => {
      event.preventDefault();
      setOver(true);
    }}>
    ${held.files.map(
      (file) => html`<div class="file-chip" key=${file.id}>
        <span aria-hidden="true">📄</span><span
          class="file-name">${file.name}</span><small>${fileSize(file.size)}</small>
        <button type="button" aria-label=${`Remove ${file.name}`} onClick=${() => remove(file)}>✕</button>
      </div>`,
    )}
    ${
      loading > 0 &&
      html`<p class="list-note" role="status"><span class="spinner"
      aria-hidden="true"></span> Uploading…</p>`
    }
    ${
      held.files.length < limit &&
      html`<div class="file-pick">
      <input ref=${input} id=${id} type="file" multiple=${limit > 1} accept=${types}
        aria-labelledby=${labelledBy}
        aria-describedby=${describedBy} aria-required=${required || undefined} disabled=${disabled}
        onChange=${(event) => {
          add(event.currentTarget.files);
          event.currentTarget.value = '';
        }} />
      <button type="button" class="button" tabindex="-1"
        onClick=${() => input.current.click()}>Add files</button>
      <span class="hint">or drop ${limit > 1 ? `up to ${limit} files` : 'one file'} here</span>
    </div>`
    }
  </div>`;
}
