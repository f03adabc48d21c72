import type { CaseState } from '@casement/engine'
import type { CostView, InteractionView } from '../contract/contract.ts'
import type { NameOf } from './holder-view.ts'

type Interaction = NonNullable<CaseState['interactions']>[number]
type Cost = NonNullable<CaseState['costs']>[number]

/** A contact or an attempt to get in, as the API shows it. */
export function interactionView(interaction: Interaction, { nameOf }: { nameOf: NameOf }): InteractionView {
  const { seq, kind, at, who, method, task, notes } = interaction
  const common = { seq, kind, at, who: nameOf({ kind: 'person', id: who }), method, task: task ?? null, notes: notes ?? null }
  return interaction.kind === 'contact'
    ? { ...common, direction: interaction.direction, with: interaction.with ?? null, outcome: null, cardLeft: null }
    : { ...common, direction: null, with: null, outcome: interaction.outcome, cardLeft: interaction.cardLeft }
}

/** Who spent it is whoever recorded it, unless they named somebody. */
export function costView({ seq, kind, type, value, details, by, at, who, task }: Cost, { nameOf }: { nameOf: NameOf }): CostView {
  return { seq, kind, type, value, details: details ?? null, by: by ?? nameOf({ kind: 'person', id: who }), at, task: task ?? null }
}
