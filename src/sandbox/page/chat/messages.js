import { html, useEffect, useLayoutEffect, useRef } from '../kit.js';
import { dayName, dayOf } from '../state/clock.js';
import { read } from '../state/store.js';
import { Message } from './message.js';

const together = 5 * 60;

/** Messages with dividers between days, before the first unread, and authors shown once. */
export function Messages({ messages, label, unreadFrom, inThread, empty }) {
  const box = useRef(null);
  useStickToBottom(box, messages);
  let before;
  const rows = messages.map((message) => {
    const row = { message, ...relation(before, message) };
    before = message;
    return row;
  });
  return html`<div ref=${box} class="messages" role="log" aria-label=${label} tabindex="0">
    ${empty}
    ${rows.map(({ message, newDay, follows }) => {
      const key = `${message.ts} ${message.ephemeralTo ?? ''}`;
      const unread = message.ts === unreadFrom;
      return html`${
        newDay &&
        !inThread &&
        html`<div key=${`day ${key}`} class="day"
        role="separator"><span>${dayName(Number(message.ts))}</span></div>`
      }
        ${
          unread &&
          html`<div key=${`new ${key}`} class="unread-line"
          role="separator"><span>New</span></div>`
        }
        <${Message} key=${key} message=${message} follows=${follows && !unread} inThread=${inThread} />`;
    })}
  </div>`;
}

function relation(before, message) {
  const at = Number(message.ts);
  const newDay = !before || dayOf(Number(before.ts)) !== dayOf(at);
  const sameAuthor = before && before.user === message.user && !before.subtype && !message.subtype;
  const sameSight = before?.ephemeralTo === message.ephemeralTo;
  const follows =
    !newDay && sameAuthor && sameSight && !message.ephemeralTo && at - Number(before.ts) < together;
  return { newDay, follows };
}

/** Keeps the newest message in sight, unless the reader has scrolled up to older ones. */
function useStickToBottom(box, messages) {
  const stuck = useRef(true);
  useEffect(() => {
    const element = box.current;
    let top = 0;
    // Only the reader moves up; what grows below does not.
    const look = () => {
      const nearEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
      if (nearEnd) stuck.current = true;
      else if (element.scrollTop < top) stuck.current = false;
      top = element.scrollTop;
    };
    const down = () => stuck.current && element.scrollTo({ top: element.scrollHeight });
    const sizes = new ResizeObserver(down);
    sizes.observe(element);
    element.addEventListener('scroll', look);
    element.addEventListener('load', down, true);
    return () => sizes.disconnect();
  }, []);
  const last = messages.at(-1);
  useLayoutEffect(() => {
    if (last?.user === read().workspace.me.id) stuck.current = true;
  }, [last?.ts]);
  useLayoutEffect(() => {
    if (stuck.current) box.current.scrollTo({ top: box.current.scrollHeight });
  }, [messages]);
}
