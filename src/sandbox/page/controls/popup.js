import { classes, html, useEffect, useLayoutEffect, useRef } from '../kit.js';

const gap = 4;
const edge = 8;

/** A floating box beside its anchor, in the top layer, so no scrolling parent can cut it. */
export function Popup({ anchor, onClose, align = 'start', fit = false, class: name, children, ...rest }) {
  const box = useRef(null);
  useLayoutEffect(() => {
    const element = box.current;
    element.showPopover();
    const place = () => placeBeside(element, anchor.current, { align, fit });
    place();
    const sizes = new ResizeObserver(place);
    sizes.observe(element);
    addEventListener('scroll', place, true);
    addEventListener('resize', place);
    return () => {
      sizes.disconnect();
      removeEventListener('scroll', place, true);
      removeEventListener('resize', place);
    };
  }, []);
  useEffect(() => {
    const outside = (event) => {
      if (!box.current?.contains(event.target) && !anchor.current?.contains(event.target)) onClose();
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, [onClose]);
  return html`<div ref=${box} popover="manual" class=${classes('popup', name)} ...${rest}>${children}</div>`;
}

function placeBeside(box, anchor, { align, fit }) {
  if (!anchor?.isConnected) return;
  const at = anchor.getBoundingClientRect();
  if (fit) box.style.width = `${Math.min(Math.max(at.width, 260), innerWidth - 2 * edge)}px`;
  const below = innerHeight - at.bottom - gap - edge;
  const above = at.top - gap - edge;
  const wanted = Math.min(box.scrollHeight, 360);
  const up = below < wanted && above > below;
  box.style.maxHeight = `${Math.max(120, Math.min(360, up ? above : below))}px`;
  const height = box.offsetHeight;
  const left = align === 'end' ? at.right - box.offsetWidth : at.left;
  box.style.left = `${Math.max(edge, Math.min(left, innerWidth - box.offsetWidth - edge))}px`;
  box.style.top = `${up ? Math.max(edge, at.top - gap - height) : at.bottom + gap}px`;
}
