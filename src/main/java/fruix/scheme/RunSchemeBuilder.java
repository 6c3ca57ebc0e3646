package fruix.scheme;

import fruix.build.BuildContext;
import fruix.build.Builder;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.mtree.TreeSink;
import fruix.sexp.Datum;
import fruix.sexp.SexpWriter;
import gnu.kawa.io.CharArrayInPort;
import gnu.kawa.io.CharArrayOutPort;
import gnu.mapping.Procedure;
import gnu.mapping.ProcedureN;
import gnu.mapping.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the program of a computed file: {@code (program DATUM)}. The program is evaluated like a
 * declaration, as pure and as bounded, and has besides the procedures of {@link #procedures}, which
 * write to its output and read its inputs.
 */
public final class RunSchemeBuilder implements Builder {
  private final DeclarationLoader loader;

  public RunSchemeBuilder(DeclarationLoader loader) {
    this.loader = loader;
  }

  @Override
  public String name() {
    return "run-scheme";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  @SuppressWarnings("OrphanedFormatString") // %output is a name
  public void build(BuildContext context, TreeSink out) throws IOException {
    List<Datum> parameters = context.derivation().parameters();
    if (parameters.size() != 1
        || !(parameters.get(0) instanceof Datum.Lst form)
        || form.items().size() != 2
        || !form.items().get(0).equals(Datum.sym("program"))) {
      throw failed("the parameter must be (program DATUM)", null);
    }
    ProgramFiles files = new ProgramFiles(context);
    List<Procedure> procedures = procedures(files);
    StringBuilder text = new StringBuilder("(lambda (%output");
    procedures.forEach(procedure -> text.append(' ').append(procedure.getName()));
    text.append(")\n").append(SexpWriter.canonical(form.items().get(1))).append(")\n");
    Object[] arguments = new Object[procedures.size() + 1];
    arguments[0] = files.output();
    for (int i = 0; i < procedures.size(); i++) {
      arguments[i + 1] = procedures.get(i);
    }
    try {
      loader.run("program of " + context.derivation().name(), text.toString(), arguments);
      files.deliver(out);
    } catch (FruixException e) {
      throw new FruixException(
          e.diagnostics().stream()
              .map(d -> Diagnostic.of(ExitCode.BUILD, d.message()).withHint(d.hint()))
              .toList(),
          e);
    } catch (IllegalArgumentException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    }
  }

  private static FruixException failed(String message, @Nullable Throwable cause) {
    return new FruixException(Diagnostic.of(ExitCode.BUILD, message), cause);
  }

  /** What a program can do to FILES; paths are strings that begin with an item's path. */
  private static List<Procedure> procedures(ProgramFiles files) {
    return List.of(
        new Primitive("mkdir", 1, a -> files.makeDirectory(a[0].toString(), false)),
        new Primitive("mkdir-p", 1, a -> files.makeDirectory(a[0].toString(), true)),
        new Primitive("symlink", 2, a -> files.symlink(a[0].toString(), a[1].toString())),
        new Primitive("chmod", 2, a -> files.changeMode(a[0].toString(), mode(a[1]))),
        new Primitive(
            "copy-file", 2, a -> files.write(a[1].toString(), files.read(a[0].toString()), 0444)),
        new Function("file-exists?", 1, a -> files.exists(a[0].toString())),
        new Function(
            "call-with-output-file",
            2,
            a -> {
              CharArrayOutPort port = new CharArrayOutPort();
              Object result = ((Procedure) a[1]).apply1(port);
              files.write(a[0].toString(), ProgramFiles.utf8(new String(port.toCharArray())), 0444);
              return result;
            }),
        new Function(
            "call-with-input-file",
            2,
            a -> {
              String text = new String(files.read(a[0].toString()), StandardCharsets.UTF_8);
              return ((Procedure) a[1]).apply1(new CharArrayInPort(text));
            }));
  }

  private static int mode(Object value) {
    int mode = Integer.parseInt(value.toString());
    if (mode < 0 || mode > 07777) {
      throw new IllegalArgumentException("not a mode: " + value);
    }
    return mode;
  }

  /** What a primitive does with its arguments. */
  private interface Effect {
    void on(Object[] arguments);
  }

  /** What a function makes of its arguments. */
  private interface Body {
    Object of(Object[] arguments) throws Throwable;
  }

  private static class Function extends ProcedureN {
    private final int arguments;
    private final Body body;

    Function(String name, int arguments, Body body) {
      super(name);
      this.arguments = arguments;
      this.body = body;
    }

    @Override
    public int numArgs() {
      return arguments | arguments << 12;
    }

    @Override
    public Object applyN(Object[] values) throws Throwable {
      if (values.length != arguments) {
        throw new IllegalArgumentException(
            "`" + getName() + "' takes " + arguments + " arguments, not " + values.length);
      }
      return body.of(values);
    }
  }

  private static final class Primitive extends Function {
    Primitive(String name, int arguments, Effect effect) {
      super(
          name,
          arguments,
          values -> {
            effect.on(values);
            return Values.empty;
          });
    }
  }
}
