import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { libraryQuery } from '#renderer/lib/library.ts';

/** Lets the pages in only while a library is open. */
export function LibraryGate() {
  const { data: library } = useQuery(libraryQuery);
  const { pathname } = useLocation();
  if (!library && pathname !== '/settings') return null;
  return <Outlet />;
}
