import { fileSize } from '../format.js';
import { html, useEffect, useState } from '../kit.js';
import { upload } from '../state/net.js';
import { tell } from '../state/toasts.js';

/** Files that wait in the composer; they are uploaded at once and shared with the message. */
export function useFiles() {
  const [files, setFiles] = useState([]);
  const [uploading, setUploading] = useState(0);
  const add = async (list) => {
    const chosen = [...list];
    setUploading((count) => count + chosen.length);
    try {
      const added = await upload(chosen);
      setFiles((before) => [...before, ...added]);
    } catch (error) {
      tell(error.message);
    }
    setUploading((count) => count - chosen.length);
  };
  const remove = (file) => setFiles((before) => before.filter((one) => one.id !== file.id));
  return { files, add, remove, clear: () => setFiles([]), uploading };
}

export const FileChips = ({ files, remove, uploading }) =>
  (files.length > 0 || uploading > 0) &&
  html`<div class="composer-files">
    ${files.map(
      (file) => html`<div class="file-chip" key=${file.id}>
        <span aria-hidden="true">📄</span><span
          class="file-name">${file.name}</span><small>${fileSize(file.size)}</small>
        <button type="button" aria-label=${`Remove ${file.name}`} onClick=${() => remove(file)}>✕</button>
      </div>`,
    )}
    ${
      uploading > 0 &&
      html`<span class="list-note" role="status"><span class="spinner"
      aria-hidden="true"></span> Uploading…</span>`
    }
  </div>`;

/** Files may be dropped anywhere on the conversation around the composer. */
export function useDrop(root, add) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const area = root.current.parentElement;
    const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
    const on = (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const off = (event) => !area.contains(event.relatedTarget) && setOver(false);
    const drop = (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      add(event.dataTransfer.files);
    };
    area.addEventListener('dragover', on);
    area.addEventListener('dragleave', off);
    area.addEventListener('drop', drop);
    return () => {
      area.removeEventListener('dragover', on);
      area.removeEventListener('dragleave', off);
      area.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}
