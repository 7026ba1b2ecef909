import icon from '../../resources/icon.svg';

/** The app's mark. `size` in pixels. */
export function AppMark({ size = 26 }: { size?: number }) {
  return <img src={icon} width={size} height={size} alt="" draggable={false} />;
}
