import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { appInfoQuery, useSettings } from './settings.ts';

/** Who rates, and the moment of the call as ISO 8601 in UTC; what `editRating` takes. */
export function useAuthor(): () => { name: string; at: string } {
  const { name } = useSettings();
  const systemName = useQuery(appInfoQuery).data?.userName ?? '';
  return useCallback(() => ({ name: name || systemName, at: new Date().toISOString() }), [name, systemName]);
}
