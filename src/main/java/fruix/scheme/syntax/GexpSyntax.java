package fruix.scheme.syntax;

import fruix.scheme.runtime.Gexp;
import fruix.scheme.runtime.GexpHole;
import fruix.scheme.runtime.Site;
import gnu.expr.ApplyExp;
import gnu.expr.Expression;
import gnu.expr.QuoteExp;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kawa.lang.Syntax;
import kawa.lang.SyntaxForm;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/** {@code (gexp FORM)}, which {@code #~FORM} reads as: a template with holes and their values. */
public final class GexpSyntax extends Syntax {
  public static final GexpSyntax GEXP = new GexpSyntax("gexp");
  public static final GexpSyntax UNGEXP = new GexpSyntax("ungexp");

  private static final Expression MAKE = Forms.method(Gexp.class, "make");

  private GexpSyntax(String name) {
    super(name);
  }

  @Override
  public Expression rewriteForm(Pair form, Translator tr) {
    if (this == UNGEXP) {
      return Problems.error(tr, form, "#$ outside of a gexp", "write #~(… #$VALUE …)");
    }
    List<Pair> parts = Forms.pairs(form.getCdr());
    if (parts == null || parts.size() != 1) {
      return Problems.error(tr, form, "bad gexp form", "write #~FORM");
    }
    Template template = new Template(tr);
    Object datum = template.read(parts.get(0).getCar(), parts.get(0), null);
    List<Expression> arguments = new ArrayList<>();
    arguments.add(new QuoteExp(datum));
    arguments.add(new QuoteExp(template.site(form).encode()));
    for (Pair hole : template.holes) {
      arguments.add(tr.rewrite_car(hole, false));
    }
    return new ApplyExp(MAKE, arguments.toArray(Expression[]::new));
  }

  /** Turns a form into a template; collects the expressions of its holes. */
  private static final class Template {
    private final Translator tr;
    private final List<Pair> holes = new ArrayList<>();

    Template(Translator tr) {
      this.tr = tr;
    }

    /** The template of FORM, which the car of AT holds, in the scope of WRAPPER. */
    Object read(@Nullable Object form, Pair at, @Nullable SyntaxForm wrapper) {
      if (form instanceof SyntaxForm wrapped) {
        return read(wrapped.getDatum(), at, wrapped);
      }
      if (!(form instanceof Pair pair)) {
        return form == null ? Boolean.FALSE : form;
      }
      Symbol head = Forms.symbol(pair.getCar());
      String name = head == null ? "" : head.getName();
      if (name.equals("ungexp") || name.startsWith("ungexp-")) {
        return hole(name, pair, at, wrapper);
      }
      return list(pair, wrapper);
    }

    private Object list(Pair pair, @Nullable SyntaxForm wrapper) {
      Object first = read(pair.getCar(), pair, wrapper);
      Object rest = pair.getCdr();
      SyntaxForm inner = wrapper;
      while (rest instanceof SyntaxForm wrapped) {
        inner = wrapped;
        rest = wrapped.getDatum();
      }
      return new Pair(first, rest instanceof Pair next ? tail(next, inner) : rest);
    }

    /** The template of the rest of a list; {@code (a . #$b)} reads as {@code (a ungexp b)}. */
    private Object tail(Pair rest, @Nullable SyntaxForm wrapper) {
      Symbol head = Forms.symbol(rest.getCar());
      return head != null && head.getName().equals("ungexp")
          ? read(rest, rest, wrapper)
          : list(rest, wrapper);
    }

    private Object hole(String name, Pair form, Pair at, @Nullable SyntaxForm wrapper) {
      List<Pair> parts = Forms.pairs(form.getCdr());
      if (parts == null || parts.size() != 1) {
        return Problems.error(tr, at, "bad #$ form", "write #$VALUE");
      }
      Pair value = parts.get(0);
      if (wrapper != null) {
        value = Translator.makePair(value, Translator.wrapSyntax(value.getCar(), wrapper), value);
      }
      holes.add(value);
      return new GexpHole(
          holes.size() - 1, name.endsWith("-splicing"), name.startsWith("ungexp-native"));
    }

    Site site(Pair form) {
      List<Integer> indices = IntStream.range(0, holes.size()).boxed().toList();
      return Places.site(form, "#~".length(), indices, holes, tr);
    }
  }
}
