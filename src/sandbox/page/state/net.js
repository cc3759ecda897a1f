import { read } from './store.js';

const me = () => read().workspace?.me.id;

/** The sandbox refused, or could not be reached: `code` of FailureCode, `offline` or `bad_request`. */
export class Refused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export const get = (path, params = {}) => ask(`/sandbox/${path}?${query({ as: me(), ...params })}`);

export const post = (path, body = {}) =>
  ask(`/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: me(), ...body }),
  });

/** Files of the person's machine into the workspace, not shared yet. */
export const upload = (files) => Promise.all([...files].map(uploadOne));

async function uploadOne(file) {
  const path = `/sandbox/upload?${query({ as: me(), name: file.name, type: file.type })}`;
  const answer = await ask(path, { method: 'POST', body: file });
  return answer.file;
}

export const filePath = (id, more = {}) =>
  `/sandbox/file/${encodeURIComponent(id)}?${query({ as: me(), ...more })}`;
export const eventsPath = () => `/sandbox/events?${query({ as: me() })}`;

const query = (params) =>
  new URLSearchParams(Object.entries(params).filter(([, value]) => value !== undefined));

async function ask(path, options) {
  const response = await fetch(path, options).catch(() => {
    throw new Refused('offline', 'The sandbox does not answer. Is it still running?');
  });
  const answer = await response.json().catch(() => ({ ok: false }));
  if (!response.ok || !answer.ok)
    throw new Refused(answer.code ?? 'bad_request', answer.message ?? response.statusText);
  return answer;
}
