/**
 * S-expressions as data: the text form of derivations, identity records and generated metadata.
 * {@link fruix.sexp.Datum} is the model, {@link fruix.sexp.SexpWriter} writes the one canonical
 * form, {@link fruix.sexp.SexpReader} reads it (and what Guile or Kawa would write) back. Knows
 * nothing of Scheme evaluation.
 */
package fruix.sexp;
