import { html, useEffect, useRef } from '../kit.js';
import { labelling, useField } from './field.js';
import { readRichText, writeRichText } from './richtext-dom.js';
import { plainOf } from './text.js';

const tools = [
  { label: 'Bold', command: 'bold', face: html`<b>B</b>` },
  { label: 'Italic', command: 'italic', face: html`<i>I</i>` },
  { label: 'Strikethrough', command: 'strikeThrough', face: html`<s>S</s>` },
  { label: 'Bulleted list', command: 'insertUnorderedList', face: '•≡' },
  { label: 'Numbered list', command: 'insertOrderedList', face: '1≡' },
  { label: 'Quote', command: 'formatBlock', value: 'blockquote', face: '❝' },
];

/** Formatted text, edited by the browser and read back as a rich_text block. */
export function RichTextInput({ block, element, label }) {
  const { held, change } = useField(block, element);
  const editor = useRef(null);
  const { id, labelledBy, describedBy, label: ownName } = labelling(block, element, label);
  useEffect(() => {
    writeRichText(editor.current, held.rich_text_value);
    if (element.focus_on_load) editor.current.focus();
  }, []);
  const read = () => change({ rich_text_value: readRichText(editor.current) });
  const format = ({ command, value }) => {
    editor.current.focus();
    document.execCommand(command, false, value);
    read();
  };
  const paste = (event) => {
    event.preventDefault();
    document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
  };
  return html`<div class="rich-input">
    <div class="toolbar" role="toolbar" aria-label="Formatting">${tools.map(
      (tool) => html`<button type="button" key=${tool.label} aria-label=${tool.label} title=${tool.label}
        onMouseDown=${(event) => event.preventDefault()} onClick=${() => format(tool)}>${tool.face}</button>`,
    )}</div>
    <div ref=${editor} id=${id} class="rich-editor rich" contenteditable="true" role="textbox"
      aria-multiline="true"
      aria-labelledby=${labelledBy} aria-label=${ownName} aria-describedby=${describedBy}
      data-placeholder=${element.placeholder ? plainOf(element.placeholder) : ''} onInput=${read}
      onPaste=${paste}></div>
  </div>`;
}
