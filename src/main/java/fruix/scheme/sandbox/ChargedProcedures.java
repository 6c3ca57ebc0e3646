package fruix.scheme.sandbox;

import gnu.mapping.Environment;
import gnu.mapping.Procedure;
import gnu.mapping.Symbol;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kawa.standard.Scheme;
import org.jspecify.annotations.Nullable;

/** The library procedures of a declaration whose work depends on their arguments. */
final class ChargedProcedures {

  private record Group(Cost cost, String names) {}

  private static final Group[] CHARGED = {
    new Group(
        Cost.NUMERIC,
        """
        * + - / < <= = > >= 1+ 1- abs acos angle asin atan bitwise-and bitwise-ior bitwise-not
        bitwise-xor ceiling cos denominator exact exact->inexact exact-integer-sqrt exp floor
        floor-quotient floor-remainder floor/ gcd inexact inexact->exact lcm log logand logior
        lognot logxor magnitude max min modulo number->string numerator quotient remainder round sin
        sqrt square tan truncate truncate-quotient truncate-remainder truncate/
        """),
    new Group(Cost.POWER, "expt"),
    new Group(Cost.SHIFT, "arithmetic-shift ash"),
    new Group(Cost.PARSE_NUMBER, "string->number"),
    new Group(
        Cost.COUNT_FIRST,
        "iota list-tabulate make-bytevector make-list make-string make-vector string-tabulate"),
    new Group(Cost.COUNT_SECOND, "string-pad string-pad-right string-repeat"),
    new Group(
        Cost.LINEAR,
        """
        any append append-reverse assq assq-ref assv assv-ref break bytevector-append bytevector-copy
        cons* count drop drop-right drop-while every filter filter-map find find-tail fold
        fold-right for-each last last-pair length list->string list->vector list-copy list-head
        list-index list-ref list-tail list? map memq memv partition reduce reduce-right remove
        reverse reverse-list->string sort span split-at stable-sort string->list string->utf8
        string->vector string-any string-append string-ci<=? string-ci<? string-ci=? string-ci>=?
        string-ci>? string-copy string-count string-delete string-downcase string-drop
        string-drop-right string-every string-filter string-foldcase string-for-each string-index
        string-map string-null? string-prefix? string-ref string-replace string-reverse
        string-rindex string-skip string-split string-suffix? string-take string-take-right
        string-titlecase string-trim string-trim-both string-trim-right string-upcase string<=?
        string<? string=? string>=? string>? substring take take-right take-while utf8->string
        vector->list vector->string vector-append vector-copy vector-fill! vector-for-each
        vector-map
        """),
    new Group(
        Cost.TREE,
        """
        acons alist-copy alist-delete append-map assoc assoc-ref concatenate delete
        equal? hash-ref hash-remove! hash-set! hashq-ref hashq-remove! hashq-set! hashv-ref
        hashv-remove! hashv-set! member string-append* string-concatenate symbol-append
        """),
    new Group(
        Cost.QUADRATIC,
        """
        delete-duplicates lset-adjoin lset-difference lset-intersection lset-union string-contains
        """),
  };

  private static final Map<String, Cost> COSTS = new HashMap<>();

  static {
    for (Group group : CHARGED) {
      AllowedBindings.words(group.names).forEach(name -> COSTS.put(name, group.cost));
    }
  }

  private final Map<String, ChargedProcedure> made = new HashMap<>();
  private final Environment base;
  private final Budget budget;

  /** Those that take their steps from BUDGET; BASE has what Fruix has in place of Kawa's. */
  ChargedProcedures(Environment base, Budget budget) {
    this.base = base;
    this.budget = budget;
    for (ChargedProcedure own : PortProcedures.all(this::original, budget)) {
      made.put(own.getName(), own);
    }
    Procedure unfold = original("unfold");
    made.put(
        "unfold",
        ChargedProcedure.of(
            "unfold", unfold, budget, Cost.LINEAR, args -> unfold.applyN(metered(args))));
  }

  /** ARGS, the first of which, a procedure, takes steps: else nothing need ever end the loop. */
  private Object[] metered(Object[] args) {
    Object[] metered = args.clone();
    Procedure stop = (Procedure) args[0];
    metered[0] = ChargedProcedure.of("stop?", 1, 1, budget, Cost.ELEMENT, stop::applyN);
    return metered;
  }

  /** The procedure NAME; null when there is none. */
  @Nullable ChargedProcedure get(String name) {
    ChargedProcedure known = made.get(name);
    Cost cost = COSTS.get(name);
    if (known != null || cost == null) {
      return known;
    }
    ChargedProcedure procedure = ChargedProcedure.of(name, original(name), budget, cost);
    made.put(name, procedure);
    return procedure;
  }

  private Procedure original(String name) {
    Object fruix = base.get(Symbol.valueOf(name), null, null);
    return (Procedure) (fruix != null ? fruix : Scheme.builtin().get(Symbol.valueOf(name)));
  }

  /** The names of those that are Kawa's or Fruix's own. */
  static Set<String> costs() {
    return new TreeSet<>(COSTS.keySet());
  }

  /** The names of all, sorted. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(COSTS.keySet());
    names.addAll(made.keySet());
    return names;
  }
}
