import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import styles from './settings-frame.module.css';

/** The settings while no library is open: they alone, with the way back. */
export function SettingsFrame() {
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <Button
          component={Link}
          to="/"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={16} stroke={1.75} />}
        >
          Back to the start
        </Button>
      </header>
      <main className={styles.main}>
        <Outlet />
      </main>
    </div>
  );
}
