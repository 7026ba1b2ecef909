/** The two channels between a page and main; everything on them is named and typed by the contract. */
export const channels = { call: 'call', event: 'event' } as const;
