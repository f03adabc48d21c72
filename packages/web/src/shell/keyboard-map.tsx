import { Checkbox, Modal } from '@mantine/core'
import { useState } from 'react'
import { useFocusReturn } from '../look/focus-return.ts'
import { setSingleLetters, singleLettersOn, useKeys } from '../look/keys.ts'
import { PLACES } from './go-to.ts'
import classes from './keyboard-map.module.css'

const EVERYWHERE: [string[], string][] = [
  [['Ctrl', 'K'], 'find a person, home or case'],
  [['/'], 'the same, outside a field'],
  [['?'], 'all keys'],
  [['Z'], 'undo, while the status line offers it'],
  [['Ctrl', 'Enter'], 'send the form you are in'],
  [['Esc'], 'close'],
]
const IN_A_LIST: [string[], string][] = [
  [['J'], 'down'],
  [['K'], 'up'],
  [['Enter'], 'open the case'],
  [['Space'], 'do it here'],
  [['C'], 'complete'],
  [['H'], 'hold, or release'],
  [['R'], 'reassign'],
  [['F'], 'filter by day'],
]
const IN_A_TEAM: [string[], string][] = [
  [['J'], 'down'],
  [['K'], 'up'],
  [['X'], 'pick, or put back'],
  [['R'], 'reassign what is picked'],
  [['Enter'], 'open the case'],
  [['F'], 'filter by person or day'],
]
const IN_A_CASE: [string[], string][] = [
  [['1', '–', '9'], 'the next action of that number, or an outcome'],
  [['N'], 'note'],
  [['W'], 'why this date'],
  [['H'], 'hold, or release'],
]
const IN_INSIGHT: [string[], string][] = [
  [['F'], 'choose the period'],
  [['J'], 'down the arrows of a path'],
  [['K'], 'up'],
  [['+', '–', '-'], 'picture larger, smaller'],
  [['0'], 'the whole picture'],
]

/** Every key, and the switch for single letters (WCAG 2.1.4). */
export default function KeyboardMap({ close }: { close: () => void }) {
  const [letters, setLetters] = useState(singleLettersOn)
  useFocusReturn()
  useKeys({ '?': close }, { over: true })
  return (
    <Modal opened onClose={close} title="All keys" size="44rem">
      <div className={classes.map}>
        <Keys title="Everywhere" keys={EVERYWHERE} />
        <Keys title="Go to" keys={PLACES.map((place) => [['G', place.key.toUpperCase()], place.words])} />
        <Keys title="My work" keys={IN_A_LIST} />
        <Keys title="Team" keys={IN_A_TEAM} />
        <Keys title="A case" keys={IN_A_CASE} />
        <Keys title="Insight" keys={IN_INSIGHT} />
      </div>
      <Checkbox
        className={classes.letters}
        label="Use single letters as keys"
        description="They never act while you type in a field. Turn them off if you dictate or if they get in your way."
        checked={letters}
        onChange={(event) => {
          setSingleLetters(event.currentTarget.checked)
          setLetters(event.currentTarget.checked)
        }}
      />
    </Modal>
  )
}

function Keys({ title, keys }: { title: string; keys: [string[], string][] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {keys.map(([pressed, does]) => (
          <div key={does}>
            <dt>{pressed.map((key) => (key === '–' ? ' – ' : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
