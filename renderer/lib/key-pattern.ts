/** What of a keyboard event counts for matching. */
export interface KeyPress {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

export interface KeyPattern {
  /** `KeyboardEvent.key`, letters in lower case. */
  key: string;
  shift: boolean;
  alt: boolean;
  /** Cmd on a Mac, Ctrl elsewhere. */
  mod: boolean;
}

const namedKeys: Record<string, string> = {
  space: ' ',
  esc: 'Escape',
  plus: '+',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  up: 'ArrowUp',
  down: 'ArrowDown',
};

/** Reads `j`, `Shift+ArrowLeft`, `mod+k`, `?`, `Space`. Modifiers in any order, then one key. */
export function parseKeys(keys: string): KeyPattern {
  const parts = keys === '+' ? ['+'] : keys.split('+').filter((part) => part !== '');
  const last = parts.at(-1) ?? '';
  const modifiers = new Set(parts.slice(0, -1).map((part) => part.toLowerCase()));
  const key = last.length === 1 ? last.toLowerCase() : (namedKeys[last.toLowerCase()] ?? last);
  return { key, shift: modifiers.has('shift'), alt: modifiers.has('alt'), mod: modifiers.has('mod') };
}

/**
 * Whether a key press is the one that a pattern means. Letters and named keys want exactly the pattern's
 * modifiers. For signs Shift does not count, nor does AltGr, because where they need them depends on the
 * keyboard's layout. On layouts without Latin letters the key's place decides.
 */
export function matchesKeys(pattern: KeyPattern, press: KeyPress, isMac: boolean): boolean {
  if (isSign(pattern.key) && !pattern.mod && press.key === pattern.key && isPlainText(press, isMac))
    return true;
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const otherControl = isMac ? press.ctrlKey : press.metaKey;
  if (mod !== pattern.mod || otherControl || press.altKey !== pattern.alt) return false;
  if (press.shiftKey !== pattern.shift && (pattern.shift || !isOneSign(pattern.key))) return false;
  return press.key.toLowerCase() === pattern.key.toLowerCase() || isSamePlace(pattern, press);
}

/** Whether the modifiers only serve to type the sign: none, Shift, or AltGr, which some systems tell as Ctrl and Alt. */
function isPlainText(press: KeyPress, isMac: boolean): boolean {
  if (press.metaKey) return false;
  return press.ctrlKey ? press.altKey && !isMac : true;
}

/** A single character that is neither letter nor blank. */
function isOneSign(key: string): boolean {
  return key.length === 1 && !/[a-z ]/.test(key);
}

/** The same without digits, which Alt and Shift give a meaning of their own. */
function isSign(key: string): boolean {
  return isOneSign(key) && !/\d/.test(key);
}

function isSamePlace(pattern: KeyPattern, press: KeyPress): boolean {
  if (/^[a-z]$/.test(pattern.key)) {
    return isOtherScript(press.key) && press.code === `Key${pattern.key.toUpperCase()}`;
  }
  return (pattern.shift || pattern.alt) && press.code === `Digit${pattern.key}`;
}

const shownNames: Record<string, string> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
};

/** The caps to draw for a pattern: `['Ctrl', 'K']`, on a Mac `['⌘', 'K']`. */
export function shownKeys(keys: string, isMac: boolean): string[] {
  const { key, shift, alt, mod } = parseKeys(keys);
  return [
    ...(mod ? [isMac ? '⌘' : 'Ctrl'] : []),
    ...(alt ? [isMac ? '⌥' : 'Alt'] : []),
    ...(shift ? [isMac ? '⇧' : 'Shift'] : []),
    shownNames[key] ?? (key.length === 1 ? key.toUpperCase() : key),
  ];
}

function isOtherScript(key: string): boolean {
  return key.length === 1 && key > '\u007f';
}
