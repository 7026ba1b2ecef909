import { createStore } from 'zustand';

/** Whether the page still hears the core; it may not on the web host, when that was stopped. */
export const connection = createStore<{ isLost: boolean }>(() => ({ isLost: false }));
