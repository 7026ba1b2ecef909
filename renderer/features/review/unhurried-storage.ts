/** Milliseconds after the last write until it reaches the disk. */
const delay = 500;

const waiting = new Map<string, string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** The page's storage, written a little later: a write takes longer than a key press may. */
export const unhurriedStorage = {
  getItem: (name: string): string | null => waiting.get(name) ?? window.localStorage.getItem(name),
  setItem(name: string, value: string): void {
    waiting.set(name, value);
    clearTimeout(timer);
    timer = setTimeout(writeAll, delay);
  },
  removeItem(name: string): void {
    waiting.delete(name);
    window.localStorage.removeItem(name);
  },
};

function writeAll(): void {
  clearTimeout(timer);
  for (const [name, value] of waiting) window.localStorage.setItem(name, value);
  waiting.clear();
}

window.addEventListener('pagehide', writeAll);
