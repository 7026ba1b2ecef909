/** The nonce that the host put into the page for styles made at run time; empty without a host's policy. */
export function styleNonce(): string {
  const content = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
  return content.startsWith('__') ? '' : content;
}

/** Hands the nonce to the parts that make styles without Mantine's help: they look for this global name. */
export function passNonceOn(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
