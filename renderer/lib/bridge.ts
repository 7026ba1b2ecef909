import {
  type CallInput,
  type CallName,
  type CallOutput,
  contract,
  type PageBridge,
} from '#shared/contract.ts';
import type { AppError, Result } from '#shared/result.ts';
import { createHttpBridge } from './http-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload in Electron; absent on the web host. */
    profileTester?: PageBridge;
  }
}

/** The page's way to the core: the preload's in Electron, HTTP on the web host. */
export const bridge: PageBridge = window.profileTester ?? createHttpBridge();

/** A call's failure, thrown so that queries and mutations see it; `error` is the value that crossed. */
export class CallError extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.message);
    this.name = 'CallError';
    this.error = error;
  }
}

type Group<Name extends string> = Name extends `${infer Prefix}.${string}` ? Prefix : never;
type Method<Name extends string, Prefix extends string> = Name extends `${Prefix}.${infer Rest}`
  ? Rest
  : never;

/** `api.library.change(input)`: the contract's calls by group, resolving to a `Result`. */
export type Api = {
  [Prefix in Group<CallName>]: {
    [Name in Method<CallName, Prefix>]: `${Prefix}.${Name}` extends infer Full extends CallName
      ? (input: CallInput<Full>) => Promise<Result<CallOutput<Full>>>
      : never;
  };
};

export const api: Api = buildApi();

/** The value of a result, or a thrown `CallError`. */
export async function unwrap<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new CallError(settled.error);
  return settled.value;
}

function buildApi(): Api {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const name of Object.keys(contract) as CallName[]) {
    const [group = '', method = ''] = name.split('.');
    groups[group] ??= {};
    groups[group][method] = (input: never) => bridge.call(name, input);
  }
  return groups as unknown as Api;
}
