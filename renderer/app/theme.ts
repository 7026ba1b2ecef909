import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Loader,
  type MantineColorsTuple,
  Menu,
  Modal,
  Notification,
  NumberInput,
  Popover,
  Radio,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core';
import surfaces from './surfaces.module.css';

/** Shades around the accent that the look gives for the light (6) and the dark (4) scheme. */
const accent: MantineColorsTuple = [
  '#eef2ff',
  '#dbe3ff',
  '#bccaff',
  '#a3b9ff',
  '#8aa8ff',
  '#5f80f0',
  '#3556d8',
  '#2c49bd',
  '#253d9f',
  '#1e317f',
];

/** The same around rose, for acts that take something away. */
const resistant: MantineColorsTuple = [
  '#fdeef1',
  '#fad9e0',
  '#f4b5c2',
  '#ec94a7',
  '#e5738a',
  '#d55672',
  '#c23a57',
  '#a82f49',
  '#8c263c',
  '#701d2f',
];

/** Neutral greys of the look in Mantine's order: its parts take surfaces, lines and text from them. */
const dark: MantineColorsTuple = [
  '#e9ebee',
  '#b8bdc4',
  '#9aa1aa',
  '#858d98',
  '#3a4048',
  '#2b3036',
  '#1d2024',
  '#16181b',
  '#101113',
  '#0c0d0e',
];

const gray: MantineColorsTuple = [
  '#f6f7f8',
  '#eef0f2',
  '#e6e9ec',
  '#dfe2e6',
  '#c3c8cf',
  '#98a0aa',
  '#666d77',
  '#5d6570',
  '#2b3036',
  '#16191d',
];

/** Text and marks on the accent and on rose: dark in the dark scheme, white in the light one. */
const onFilled = 'var(--accent-text)';

/** Mantine takes one text colour for a filled part in both schemes; the look needs two. */
const resolveVariant: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const isOwn = input.color === undefined || input.color === 'accent' || input.color === 'resistant';
  return input.variant === 'filled' && isOwn ? { ...colors, color: onFilled } : colors;
};

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  colors: { accent, resistant, dark, gray },
  variantColorResolver: resolveVariant,
  white: '#ffffff',
  black: '#16191d',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '11px', sm: '13px', md: '13px', lg: '15px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.3' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '20px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '16px' },
  defaultRadius: 'md',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 30 } }),
    Button: Button.extend({ defaultProps: { size: 'compact-md' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs', radius: 'xs', iconColor: onFilled } }),
    Loader: Loader.extend({ defaultProps: { size: 'sm', type: 'oval' } }),
    Menu: Menu.extend({
      defaultProps: { transitionProps: { duration: 80 }, shadow: 'md', withInitialFocusPlaceholder: false },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: 'lg',
        transitionProps: { duration: 100, transition: 'fade' },
        overlayProps: { backgroundOpacity: 0.5 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      classNames: {
        content: surfaces.dialog ?? '',
        header: surfaces.dialogPart ?? '',
        body: surfaces.body ?? '',
        title: surfaces.title ?? '',
      },
    }),
    Notification: Notification.extend({
      defaultProps: { radius: 'md', closeButtonProps: { 'aria-label': 'Close this notice' } },
      classNames: { root: surfaces.notice ?? '', description: surfaces.noticeText ?? '' },
    }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'sm' } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 80 }, shadow: 'md' } }),
    Radio: Radio.extend({ defaultProps: { iconColor: onFilled } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'sm', radius: 'md', transitionDuration: 100 },
      classNames: { root: surfaces.segments ?? '' },
    }),
    Select: Select.extend({ defaultProps: { size: 'sm' } }),
    Switch: Switch.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, transitionProps: { duration: 80 }, withinPortal: true },
    }),
  },
});

/** Mantine's own names for surfaces, lines and text, led to the look's tokens. */
export const cssVariables: CSSVariablesResolver = () => {
  const surfaces = {
    '--mantine-primary-color-contrast': 'var(--accent-text)',
    '--mantine-color-body': 'var(--ground)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-2)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--resistant-text)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-gray-light-color': 'var(--text-2)',
    '--mantine-color-gray-light-hover': 'var(--hover)',
    '--mantine-color-disabled': 'var(--hover)',
    '--mantine-color-disabled-color': 'var(--text-3)',
    '--mantine-color-disabled-border': 'var(--line)',
  };
  return { variables: {}, light: surfaces, dark: surfaces };
};
