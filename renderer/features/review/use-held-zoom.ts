import { useEffect, useState } from 'react';

/** Whether the picture is enlarged, and what enlarges it until the key is let go or the test changes. */
export function useHeldZoom(test: string): [boolean, () => void] {
  const [zoomed, setZoomed] = useState<string>();
  useEffect(() => {
    if (zoomed === undefined) return undefined;
    const stop = () => setZoomed(undefined);
    window.addEventListener('keyup', stop);
    window.addEventListener('blur', stop);
    return () => {
      window.removeEventListener('keyup', stop);
      window.removeEventListener('blur', stop);
    };
  }, [zoomed]);
  return [zoomed === test, () => setZoomed(test)];
}
