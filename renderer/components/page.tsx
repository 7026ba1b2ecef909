import type { ReactNode, Ref } from 'react';
import styles from './page.module.css';

/**
 * A page that scrolls as a whole, with the app's padding.
 * @param title the page's name, for screen readers; pages have no large heading.
 * @param bare leaves padding and scrolling to the content.
 */
export function Page(props: {
  title?: string;
  children?: ReactNode;
  bare?: boolean;
  ref?: Ref<HTMLDivElement>;
}) {
  const { title, children, bare = false, ref } = props;
  return (
    <div ref={ref} className={bare ? styles.bare : styles.page}>
      {title !== undefined && <h1 className={styles.title}>{title}</h1>}
      {children}
    </div>
  );
}
