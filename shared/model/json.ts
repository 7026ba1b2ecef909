import { err, ok, type Result } from '../result.ts';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** How a JSON file is laid out, so that an edit keeps the layout that it found. */
export interface JsonLayout {
  indent: string;
  lineEnding: '\n' | '\r\n';
  finalNewline: boolean;
  byteOrderMark: boolean;
  /** Whether characters outside ASCII are written as `\uXXXX`. */
  escaped: boolean;
}

/** The predecessor's layout: two spaces, escaped, no final newline. */
export const predecessorLayout: JsonLayout = {
  indent: '  ',
  lineEnding: '\n',
  finalNewline: false,
  byteOrderMark: false,
  escaped: true,
};

/** Reads a JSON text. Fails with `invalid` and the parser's words as detail. */
export function parseJson(text: string): Result<{ value: Json; layout: JsonLayout }> {
  const byteOrderMark = text.startsWith('\uFEFF');
  const body = byteOrderMark ? text.slice(1) : text;
  try {
    return ok({ value: JSON.parse(body) as Json, layout: layoutOf(body, byteOrderMark) });
  } catch (error) {
    return err(
      'invalid',
      'This file is not readable JSON.',
      error instanceof Error ? error.message : undefined,
    );
  }
}

/** Writes a value in the given layout; with the predecessor's layout, byte for byte as Python would. */
export function formatJson(value: Json, layout: JsonLayout = predecessorLayout): string {
  let text = JSON.stringify(value, null, layout.indent);
  if (layout.escaped) text = escapeNonAscii(text);
  if (layout.lineEnding === '\r\n') text = text.replaceAll('\n', '\r\n');
  if (layout.finalNewline) text += layout.lineEnding;
  return layout.byteOrderMark ? `\uFEFF${text}` : text;
}

/** Deep equality of two JSON values; the order of keys does not count. */
export function jsonEqual(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => jsonEqual(item, right[index]))
    );
  }
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && jsonEqual(left[key], right[key]))
  );
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's own value at `key`; inherited names such as `constructor` are absent. */
export function ownValue(object: JsonObject | undefined, key: string): Json | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * A copy of `object` with `key` set, or removed when `value` is undefined. A key that was there keeps
 * its place; a new one goes to position `at`, or to the end.
 */
export function withKey(object: JsonObject, key: string, value: Json | undefined, at?: number): JsonObject {
  const entries = Object.entries(object);
  const index = entries.findIndex(([name]) => name === key);
  if (value === undefined) {
    if (index >= 0) entries.splice(index, 1);
  } else if (index >= 0) {
    entries[index] = [key, value];
  } else {
    entries.splice(at ?? entries.length, 0, [key, value]);
  }
  return Object.fromEntries(entries);
}

/** Position of `key` among the object's keys, -1 when absent. */
export function keyPosition(object: JsonObject, key: string): number {
  return Object.keys(object).indexOf(key);
}

function layoutOf(body: string, byteOrderMark: boolean): JsonLayout {
  const indent =
    /^[[{]\r?\n([ \t]+)/.exec(body)?.[1] ?? (body.length > 2 && !body.includes('\n') ? '' : '  ');
  return {
    indent,
    lineEnding: body.includes('\r\n') ? '\r\n' : '\n',
    finalNewline: body.endsWith('\n'),
    byteOrderMark,
    escaped: isAscii(body),
  };
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 127) return false;
  }
  return true;
}

function escapeNonAscii(text: string): string {
  // From DEL on, as Python's json.dumps does by default; surrogate halves are escaped one by one.
  return text.replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
