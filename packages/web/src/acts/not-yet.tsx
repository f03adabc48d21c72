import { Button } from '@mantine/core'
import { Sheet } from '../look/sheet.tsx'
import classes from './acts.module.css'

/** In the place of a form that nothing written into it would help. */
export function NotYet({ title, undone, close }: { title: string; undone: string[]; close: () => void }) {
  return (
    <Sheet title={title} close={close}>
      <div className={classes.sheet}>
        <p><b>Not yet.</b> {undone.length === 1 ? 'One thing stands' : `${undone.length} things stand`} in the way:</p>
        <ul className={classes.undone}>{undone.map((words) => <li key={words}>{words}</li>)}</ul>
        <p className="hint">Do or skip what is open; the case can be closed then. A case that should not have been opened is cancelled instead.</p>
        <div className="buttons"><Button onClick={close} data-autofocus>Back to the case</Button></div>
      </div>
    </Sheet>
  )
}
