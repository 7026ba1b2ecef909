import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from '#renderer/lib/query-client.ts';
import { Appearance } from './appearance.tsx';
import { CoreEvents } from './core-events.tsx';
import { router } from './router.tsx';
import { styleNonce } from './style-nonce.ts';
import surfaces from './surfaces.module.css';
import { cssVariables, theme } from './theme.ts';

/** The page: its look, its data, its way around. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
        deduplicateInlineStyles
      >
        <Appearance />
        <CoreEvents />
        <Notifications
          position="bottom-center"
          limit={4}
          zIndex={400}
          classNames={{ root: surfaces.notices ?? '' }}
        />
        <ModalsProvider>
          <RouterProvider router={router} />
        </ModalsProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}
