package fruix.scheme.language;

import fruix.scheme.runtime.Evaluation;
import fruix.scheme.runtime.SourceMaps;
import gnu.expr.Language;
import gnu.expr.NameLookup;
import gnu.text.SourceMessages;
import kawa.standard.SchemeCompilation;

/** The compilation of one file; Kawa makes it by name. */
public class FruixCompilation extends SchemeCompilation {

  private boolean callsChecked;

  public FruixCompilation(Language language, SourceMessages messages, NameLookup lexical) {
    super(language, messages, lexical);
  }

  /** Compiles up to WANTED; code that runs at once is made to know its exact place. */
  @Override
  public void process(int wanted) {
    super.process(Math.min(wanted, RESOLVED));
    if (getState() == RESOLVED && !messages.seenErrors()) {
      new DefinitionOrder(this).check(getModule());
      if (immediate && !callsChecked) {
        callsChecked = true;
        new Calls(this).check(getModule());
      }
    }
    super.process(Math.min(wanted, WALKED));
    if (wanted <= WALKED) {
      return;
    }
    Evaluation evaluation = Evaluation.current();
    if (getState() == WALKED && immediate && evaluation != null && !messages.seenErrors()) {
      SourceMaps maps = evaluation.sourceMaps();
      maps.compiled(mainClass.getName(), String.valueOf(getModule().getFileName()));
      new ExactPositions(maps).apply(getModule());
    }
    super.process(wanted);
  }
}
