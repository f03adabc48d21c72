import classes from './icon.module.css'

/** Line drawings for kinds of thing; they are never coloured and never a state (those are `StateShape`). */
const LINES = {
  board: 'M2.5 3h3v10h-3zM6.5 3h3v7h-3zM10.5 3h3v5h-3z',
  chart: 'M2.500 13.500h11M4.500 11V8.500M8 11V3.500M11.500 11V6',
  clock: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 4.5V8l2.5 1.6',
  doc: 'M4 1.8h5.500L12.500 5v9.200H4zM9.200 2v3.300h3.200',
  down: 'm4 6 4 4 4-4',
  home: 'M2.500 7.500 8 3l5.500 4.500M4 6.500v7h8v-7M6.800 13.500v-4h2.400v4',
  flag: 'M4 14V2.500h8l-2 3 2 3H4',
  list: 'M5.500 4H14M5.500 8H14M5.500 12H14M2.200 4h.01M2.200 8h.01M2.200 12h.01',
  mail: 'M2 3.800h12v8.400H2zM2.300 4.200 8 8.800l5.700-4.600',
  more: 'M2.500 4.500h11M2.500 8h11M2.500 11.500h11',
  note: 'M3 13V10.500L10.500 3 13 5.500 5.500 13zM9 4.500 11.500 7',
  people: 'M6 2.900a2.300 2.300 0 1 1 0 4.600 2.300 2.300 0 0 1 0-4.600zM1.800 13.500c.3-2.800 2-4.200 4.200-4.200s3.900 1.400 4.200 4.200M10.500 3.200a2.200 2.200 0 0 1 0 4.200M11.800 9.600c1.400.5 2.200 1.800 2.400 3.900',
  person: 'M8 2.400a2.600 2.600 0 1 1 0 5.200 2.600 2.600 0 0 1 0-5.200zM2.800 14c.4-3.200 2.400-4.800 5.200-4.800s4.800 1.600 5.200 4.800',
  phone: 'M3.200 2.500h2.600l1.200 3-1.600 1.300a8 8 0 0 0 3.800 3.800l1.300-1.600 3 1.200v2.600c0 .6-.5 1-1 1A10.300 10.300 0 0 1 2.200 3.500c0-.6.4-1 1-1z',
  plus: 'M8 3v10M3 8h10',
  search: 'M7 2.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9zm3.500 8 3.500 3.500',
  shield: 'M8 1.800 13.500 4v4c0 3-2.200 5.200-5.500 6.400C4.700 13.200 2.500 11 2.500 8V4zM8 5v3.500M8 11h.01',
  task: 'M2.800 2.800h10.400v10.400H2.800zM5.200 8.100l2 2 3.700-4',
  cross: 'm4 4 8 8M12 4l-8 8',
} as const

export type IconName = keyof typeof LINES

/** A line drawing beside words that say the same; hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={classes.icon} viewBox="0 0 16 16" aria-hidden="true">
      <path d={LINES[name]} />
    </svg>
  )
}
