import { Button, Input, createTheme } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'

const stone: MantineColorsTuple = ['#fbfaf8', '#f5f3f0', '#eae8e3', '#dbd9d3', '#c5c2bc', '#a19e98', '#7a7770', '#5b5852', '#3d3a35', '#1b1915']
const dark: MantineColorsTuple = ['#e9e8e5', '#cdccc9', '#b0afab', '#8a8985', '#4a4947', '#343432', '#282827', '#1c1c1b', '#151514', '#0c0c0b']
const prussian: MantineColorsTuple = ['#eff8ff', '#dfeffd', '#c2e0f8', '#9dcbf0', '#72b2e4', '#4795ce', '#2879b1', '#105f8f', '#06486f', '#012e4b']
const brick: MantineColorsTuple = ['#fef4f1', '#ffe6e1', '#ffcfc5', '#ffad9c', '#f68771', '#e06049', '#c0432e', '#9c2c19', '#7a1e0f', '#521006']
const ochre: MantineColorsTuple = ['#fff5e8', '#fee9cd', '#fad5a5', '#efba73', '#dc9d3d', '#be7f08', '#9f6500', '#7f4d00', '#613a00', '#412400']
const moss: MantineColorsTuple = ['#f1f9f2', '#e2f1e4', '#c9e4cc', '#a7d2ac', '#82bb89', '#5ca067', '#40844d', '#2b6837', '#1d5028', '#0f3417']
const lead: MantineColorsTuple = ['#f5f6f9', '#eaedf2', '#d7dce5', '#bdc5d3', '#a1abbe', '#828ea4', '#687388', '#505a6c', '#3c4453', '#262c36']

const UI = '"Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif'
const MONO = 'ui-monospace, "Cascadia Mono", Consolas, SFMono-Regular, "Noto Sans Mono", "Liberation Mono", monospace'

const control = { defaultProps: { size: 'sm' } }
const field = { defaultProps: { size: 'sm', inputWrapperOrder: ['label', 'description', 'error', 'input'] } }

const dialog = {
  // Locking the scroll would write a style element of its own; the overlay holds the page well enough.
  lockScroll: false,
  transitionProps: { duration: 160 },
  closeButtonProps: { 'aria-label': 'Close' },
  // The head of a dialog is not a second banner of the page.
  attributes: { header: { role: 'presentation' } },
}

/** The theme of the design language, "In Mantine 9". */
export const theme = createTheme({
  colors: { stone, dark, prussian, brick, ochre, moss, lead, gray: stone, blue: prussian, red: brick, yellow: ochre, green: moss, indigo: lead },
  primaryColor: 'prussian',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  white: '#fff',
  black: stone[9],
  fontFamily: UI,
  fontFamilyMonospace: MONO,
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  lineHeights: { xs: '1.4', sm: '1.43', md: '1.4', lg: '1.4', xl: '1.4' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  headings: {
    fontFamily: UI,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.75rem' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.25rem' },
      h3: { fontSize: '0.875rem', lineHeight: '1.25rem' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.125rem' },
    },
  },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1.25rem', xl: '2rem' },
  radius: { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'sm',
  shadows: { xs: 'none', sm: 'none', md: 'var(--lift)', lg: 'var(--lift)', xl: 'var(--lift)' },
  breakpoints: { xs: '22.5em', sm: '47.5em', md: '66.25em', lg: '73.75em', xl: '90em' },
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  other: { second: '0.8125rem' },
  components: {
    // Inline variables name tokens, so that a narrow screen can make every button taller.
    Button: Button.extend({
      defaultProps: { size: 'sm', variant: 'default' },
      vars: (_theme, { size, variant }) => ({
        root: size === 'xs'
          ? { '--button-height': 'var(--small-button)', '--button-padding-x': '.5rem', '--button-fz': '.8125rem' }
          : { '--button-height': 'var(--button)', '--button-padding-x': variant === 'subtle' ? '.5rem' : '.75rem', '--button-fz': '.875rem' },
      }),
    }),
    ActionIcon: { defaultProps: { size: 'sm', variant: 'default' } },
    Input: Input.extend({ vars: () => ({ wrapper: { '--input-height': 'var(--button)', '--input-fz': 'var(--field-text)' } }) }),
    TextInput: field,
    PasswordInput: field,
    Textarea: field,
    NativeSelect: field,
    Checkbox: control,
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, withinPortal: false, position: 'bottom-end', shadow: 'md', offset: 4, transitionProps: { duration: 120 } } },
    Drawer: { defaultProps: { ...dialog, position: 'right', size: '27rem', padding: 'lg', overlayProps: { backgroundOpacity: 0 }, } },
    Modal: { defaultProps: { ...dialog, padding: 'lg', overlayProps: { backgroundOpacity: 0.3 }, centered: true, shadow: 'lg' } },
  },
})

const roles = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-default': 'var(--sheet)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--control)',
  '--mantine-color-error': 'var(--overdue)',
  '--mantine-color-anchor': 'var(--accent)',
}

/** Points Mantine's own roles at ours (tokens.css), the same in both schemes. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: roles, dark: roles })
