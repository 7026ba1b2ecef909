/** How long a score is shown before the next test, in milliseconds. */
const showingTime = 240;
/** For how long after that a Space is taken for the one that confirmed the score. */
const habitTime = 600;

interface AutoAdvance {
  /** Goes on after the score was seen; starts anew when called again meanwhile. */
  schedule(goOn: () => void): void;
  /** Stays here: the person does something else. */
  cancel(): void;
  /** Whether the view went on by itself a moment ago, so that a Space from habit would skip a test. */
  wentOnJustNow(): boolean;
}

/** @param now milliseconds of a clock that never goes back. */
export function createAutoAdvance(now: () => number = () => performance.now()): AutoAdvance {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wentOnAt = Number.NEGATIVE_INFINITY;
  return {
    schedule(goOn) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        goOn();
        wentOnAt = now();
      }, showingTime);
    },
    cancel() {
      clearTimeout(timer);
      wentOnAt = Number.NEGATIVE_INFINITY;
    },
    wentOnJustNow: () => now() - wentOnAt < habitTime,
  };
}
