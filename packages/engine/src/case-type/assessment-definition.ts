import type { FieldDefinition, ListValue } from './definition.ts'

/** A scored questionnaire: what is asked, what each answer counts, and which band the sum falls into. A task does it. */
export interface AssessmentDefinition {
  id: string
  name: string
  guidance?: string
  source?: string
  sections: SectionDefinition[]
  /** Over the scores of questions and sections, by their ids; without it the sum of the sections. */
  total?: string
  /** The lowest first. They are the outcomes of the task. */
  bands: BandDefinition[]
  /** Who may choose another band, with a reason; without it whoever does the task. */
  override?: false | { up?: false | string[]; down?: false | string[] }
  /** The fields of the case that the score and the band are also written to. */
  writes?: { score?: string; band?: string }
}

export interface SectionDefinition {
  id: string
  name: string
  /** What its sum is multiplied by. */
  weight?: number
  questions: Record<string, QuestionDefinition>
}

export type QuestionDefinition = FieldDefinition & {
  /**
   * What an answer counts: by value of its list, by `yes` and `no`, by the number from which on, or `answered`; `value` lets a number
   * count as it is. What is not named counts nothing.
   */
  scores?: 'value' | Record<string, number>
  weight?: number
}

export interface BandDefinition extends ListValue {
  /** The least score; absent on the lowest, and where only answers lead to it. */
  from?: number
  /** By question, the answers of which any one means at least this band, whatever the score. */
  anyOf?: Record<string, (string | number)[]>
}
