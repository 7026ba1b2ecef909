import type { EventName, Events } from '#shared/contract.ts';

/** Hears what the core tells every page. */
export type EventListener = <Name extends EventName>(name: Name, payload: Events[Name]) => void;
