'use strict';
/**
 * Test only: what Node 16 lacks beside what the `compat.cjs` that comes with the smoke tests' Electron 22
 * adds. Loaded before the app's main by `ELECTRON_SMOKE_REQUIRE`; `ELECTRON_COMPAT` names that file.
 */
const crypto = require('node:crypto');
const os = require('node:os');
const zlib = require('node:zlib');

globalThis.CustomEvent ??= class CustomEvent extends Event {
  constructor(type, init = {}) {
    super(type, init);
    this.detail = init.detail ?? null;
  }
};
zlib.crc32 ??= (data, value = 0) => {
  let crc = ~value;
  for (const byte of Buffer.from(data)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
};
crypto.hash ??= (algorithm, data, encoding = 'hex') =>
  crypto.createHash(algorithm).update(data).digest(encoding);
os.availableParallelism ??= () => os.cpus().length;
require(process.env.ELECTRON_COMPAT);
globalThis.Response.json ??= (value, init = {}) =>
  new Response(JSON.stringify(value), {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
