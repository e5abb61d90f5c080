// What somebody has typed into a form, before it comes to operations (plans.ts, revising.ts).
import type {
  Bearing,
  CitationRole,
  CommitmentAct,
  Explicitness,
  QuestionForce,
  QuestionForm,
  VoiceKind,
} from '../api/generated';
import type { Span } from '../state/workspace.svelte';

/** Who says a claim. */
export interface Speaker {
  /** 'me', 'nobody', 'new', or the id of a voice. */
  who: string;
  act: CommitmentAct;
  name: string;
  kind: VoiceKind;
}

/** Words to cite, and what they are. */
export interface Quote {
  spans: Span[];
  role: CitationRole;
  explicitness: Explicitness;
}

/** A claim that is there, or one to be written. */
export interface PremiseDraft {
  claim: string | null;
  text: string;
  slot: string;
}

export interface ClaimDraft {
  text: string;
  speaker: Speaker;
  quote: Quote;
}

export interface SupportDraft {
  premises: PremiseDraft[];
  /** Whether the premises need each other; else each is a reason of its own. */
  linked: boolean;
  scheme: string;
  note: string;
  quote: Quote;
}

/** What a rebuttal is aimed at: an element, as a premise of an inference or for itself. */
export interface Aim {
  target: string;
  against: string | null;
}

export interface RebutDraft {
  aim: Aim | null;
  premises: PremiseDraft[];
  scheme: string;
  note: string;
  quote: Quote;
}

export interface AskDraft {
  /** The elements that it is about. */
  about: string[];
  /** One question, or several in a row. */
  questions: { text: string; resolved: string }[];
  antecedent: string;
  form: QuestionForm;
  force: QuestionForce;
  note: string;
  embedded: boolean;
  exclusive: boolean;
  /** A critical question of the scheme, instead of one of one's own. */
  critical: string;
  quote: Quote;
}

export interface AnswerDraft {
  answer: PremiseDraft;
  partial: boolean;
  bearing: Bearing;
  quote: Quote;
}

export const blankQuote = (spans: Span[] = []): Quote => ({ spans, role: 'WORDS', explicitness: 'EXPLICIT' });
export const blankPremise = (): PremiseDraft => ({ claim: null, text: '', slot: '' });
export const blankSpeaker = (): Speaker => ({ who: 'me', act: 'ASSERTS', name: '', kind: 'REPORTED' });

/** Whether a premise says nothing yet. */
export const isBlank = (p: PremiseDraft) => p.claim === null && p.text.trim() === '';
