import { keyOf, Surface } from '../blocks/surface.js';
import { carryValues, withValue } from '../blocks/values.js';
import { html, useRef, useState } from '../kit.js';
import { isWaiting, keepInput, sendAction, settled, suggestions } from './answers.js';
import { nowSeconds } from './clock.js';
import { directoryOf } from './directory.js';
import { filePath, upload } from './net.js';
import { goToChannel } from './session.js';
import { read, useStore } from './store.js';
import { failureText, tell } from './toasts.js';

// What was picked in a message lives as long as the page, as it does in Slack.
const picked = new Map();

/**
 * Blocks that are connected to the app. `target` is RestTarget; `stored` what the sandbox remembers of a view
 * (state.values) and when it was asked for; `onFailure` hears in words what went wrong.
 */
export function Live({
  target,
  kind,
  blocks,
  stored,
  storedAt = 0,
  errors = {},
  disabled = false,
  onFailure = tell,
  children,
}) {
  const workspace = useStore((state) => state.workspace);
  const directory = directoryOf(workspace);
  const { values, typed } = useValues(target, blocks, stored, storedAt);
  const [busy, setBusy] = useState(new Set());
  const [mended, setMended] = useState({});

  const setValue = (block, element, patch, how = {}) => {
    typed(block, element, patch);
    if (errors[block.block_id]) setMended({ ...mended, [block.block_id]: errors[block.block_id] });
    if (how.silent) return undefined;
    if (target.view_id)
      return keepInput(target.view_id, block, element, patch, how.enter).catch((error) =>
        onFailure(failureText(error)),
      );
    return block.dispatch_action ? act(block, element, patch) : undefined;
  };
  const act = async (block, element, patch) => {
    const key = keyOf(block, element);
    setBusy((before) => new Set(before).add(key));
    try {
      if (target.view_id) await settled(target.view_id);
      await sendAction(target, block, element, patch);
    } catch (error) {
      onFailure(failureText(error));
    } finally {
      setBusy((before) => new Set([...before].filter((one) => one !== key)));
    }
  };
  const surface = {
    kind,
    values,
    errors: Object.fromEntries(Object.entries(errors).filter(([id, text]) => mended[id] !== text)),
    busy,
    disabled,
    zone: workspace.me.tz,
    locale: 'en-GB',
    now: nowSeconds(),
    me: workspace.me,
    ...directory,
    setValue,
    act,
    suggest: (block, element, query) => suggestions(target, block, element, query),
    upload: (files) =>
      upload(files).catch((error) => {
        onFailure(failureText(error));
        return [];
      }),
    openConversation: goToChannel,
    fileUrl: ownFile,
  };
  return html`<${Surface.Provider} value=${surface}>${children}<//>`;
}

/** Values of a surface: what the sandbox stored, under what was typed since it was asked. */
function useValues(target, blocks, stored, storedAt) {
  const key = target.view_id ?? `${read().workspace.me.id} ${target.channel} ${target.ts}`;
  const [, redraw] = useState(0);
  const desk = useRef(null);
  desk.current ??= { typed: target.view_id ? {} : (picked.get(key) ?? {}), at: 0 };
  const settledBefore = target.view_id && desk.current.at < storedAt && !isWaiting(target.view_id);
  if (settledBefore) desk.current.typed = {};
  const merged = overlay(stored ?? {}, desk.current.typed);
  return {
    values: carryValues(blocks, merged),
    typed: (block, element, patch) => {
      desk.current = { typed: withValue(desk.current.typed, block, element, patch), at: performance.now() };
      if (!target.view_id) picked.set(key, desk.current.typed);
      redraw((count) => count + 1);
    },
  };
}

function overlay(below, above) {
  const values = { ...below };
  for (const [block, elements] of Object.entries(above)) values[block] = { ...values[block], ...elements };
  return values;
}

/** The address of a file of this workspace by its id or by a url that names it; undefined for anything else. */
export function ownFile({ id, url } = {}) {
  const found = id ?? /\/(F[A-Z0-9]{6,})/.exec(url ?? '')?.[1];
  if (found) return filePath(found);
  const own = url && new URL(url, location.href).origin === location.origin;
  return own ? url : undefined;
}
