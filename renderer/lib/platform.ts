/** Whether the page runs on a Mac, where Cmd stands for Ctrl. */
export const isMac = typeof navigator !== 'undefined' && /^mac/i.test(navigator.platform);
