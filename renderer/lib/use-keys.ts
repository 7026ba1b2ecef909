import { useEffect, useLayoutEffect, useRef } from 'react';
import { matchesKeys, parseKeys } from './key-pattern.ts';
import { isMac } from './platform.ts';

export interface KeyBinding {
  /** `j`, `Shift+ArrowLeft`, `mod+k`, `?`, `Space`; `mod` is Cmd on a Mac, Ctrl elsewhere. */
  keys: string;
  /** What it does, for the `?` sheet: `Next picture`. */
  description: string;
  run(event: KeyboardEvent): void;
  /** Leaves it out of the `?` sheet. */
  hidden?: boolean;
  /** Also while typing in a field. */
  inFields?: boolean;
  /** Also while a dialog is open; for keys of the dialog itself. */
  inDialogs?: boolean;
}

interface KeyScope {
  scope: string;
  bindings: { current: readonly KeyBinding[] };
}

/** The keys of the shell: listed last, and giving way to a page's. */
export const everywhere = 'Everywhere';

const scopes = new Set<KeyScope>();

/** Binds keys while the component is mounted. `scope` is their heading in the `?` sheet. */
export function useKeys(scope: string, bindings: readonly KeyBinding[]): void {
  const current = useRef(bindings);
  useLayoutEffect(() => {
    current.current = bindings;
  });
  useEffect(() => {
    const entry = { scope, bindings: current };
    if (scopes.size === 0) window.addEventListener('keydown', onKeyDown);
    scopes.add(entry);
    return () => {
      scopes.delete(entry);
      if (scopes.size === 0) window.removeEventListener('keydown', onKeyDown);
    };
  }, [scope]);
}

/** The keys bound at the moment, by scope, for the `?` sheet. */
export function boundKeys(): { scope: string; bindings: KeyBinding[] }[] {
  const byScope = new Map<string, KeyBinding[]>();
  for (const { scope, bindings } of inOrder()) {
    const shown = bindings.current.filter((binding) => !binding.hidden);
    byScope.set(scope, [...(byScope.get(scope) ?? []), ...shown]);
  }
  return [...byScope]
    .map(([scope, bindings]) => ({ scope, bindings }))
    .filter(({ bindings }) => bindings.length > 0);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const inField = isField(event.target) || takesKey(event.target, event.key);
  const inDialog = document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
  for (const { bindings } of inOrder()) {
    for (const binding of bindings.current) {
      if ((inField && !binding.inFields) || (inDialog && !binding.inDialogs)) continue;
      if (!matchesKeys(parseKeys(binding.keys), event, isMac)) continue;
      event.preventDefault();
      binding.run(event);
      return;
    }
  }
}

/** What was mounted last comes first, the shell last. */
function inOrder(): KeyScope[] {
  const newestFirst = [...scopes].reverse();
  return [
    ...newestFirst.filter(({ scope }) => scope !== everywhere),
    ...newestFirst.filter(({ scope }) => scope === everywhere),
  ];
}

const textless = new Set(['checkbox', 'radio', 'range', 'button', 'submit', 'reset', 'file', 'color']);

function isField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !textless.has(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}

const pressable = 'button, summary, input, [role="button"], [role="switch"]';
const link = 'a[href]';
const movable =
  'input, [role="slider"], [role="radiogroup"], [role="tablist"], [role="menu"], [role="listbox"], [role="separator"]';

/** Whether the focused control itself does something with this key. */
function takesKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (key === ' ') return target.closest(pressable) !== null;
  if (key === 'Enter') return target.closest(`${pressable}, ${link}`) !== null;
  if (key.startsWith('Arrow') || key === 'Home' || key === 'End') return target.closest(movable) !== null;
  return false;
}
