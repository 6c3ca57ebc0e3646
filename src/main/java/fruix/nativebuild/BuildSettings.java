package fruix.nativebuild;

import fruix.build.BuildContext;
import fruix.build.Derivation;
import fruix.build.Form;
import fruix.build.Input;
import fruix.build.ItemReference;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.sexp.Datum;
import fruix.sexp.SexpWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All that decides what a build makes, besides the version of its builder.
 *
 * @param source the source tree, in an item
 * @param method how make is run
 * @param flags arguments of make, {@code NAME=VALUE} or {@code -DNAME}, in the user's order
 * @param srcConf the contents of SRCCONF
 * @param kernconf the name of the kernel configuration; empty for a world
 * @param configFiles kernel configurations that are not the source's own
 */
public record BuildSettings(
    Part part,
    ItemReference source,
    Method method,
    String target,
    String targetArch,
    List<String> flags,
    String srcConf,
    String kernconf,
    List<ConfigFile> configFiles,
    ToolVersions tools,
    BuildPaths paths) {

  /** How make is run. */
  public enum Method {
    /** FreeBSD's own make, on FreeBSD. */
    MAKE,
    /** The source's {@code tools/build/make.py}, elsewhere. */
    MAKE_PY
  }

  public BuildSettings {
    flags = List.copyOf(flags);
    configFiles = List.copyOf(configFiles);
  }

  /** The derivation that builds this from SOURCE, whose item {@link #source} names. */
  public Derivation derivation(Input origin) {
    return new Derivation(
        part.itemName(),
        FreebsdBuildBuilder.NAME,
        FreebsdBuildBuilder.VERSION,
        toData(),
        List.of(origin));
  }

  /** The parameters of {@code freebsd-build}. */
  List<Datum> toData() {
    List<Datum> data = new ArrayList<>();
    data.add(Datum.tagged("part", Datum.sym(part.text())));
    data.addAll(commonData());
    if (part == Part.KERNEL) {
      data.add(Datum.tagged("kernconf", Datum.str(kernconf)));
      for (ConfigFile file : configFiles) {
        data.add(Datum.tagged("config-file", Datum.str(file.name()), Datum.str(file.text())));
      }
    }
    List<Datum> words = flags.stream().map(Datum::str).map(Datum.class::cast).toList();
    data.add(Datum.tagged("make-flags", words));
    data.add(
        Datum.tagged("paths", Datum.str(paths.source()), Datum.str(paths.objects()))); // fixed ones
    return data;
  }

  Datum sourceData() {
    return Datum.tagged("source", Datum.str(source.toString()));
  }

  /** What kernel and world have in common, and so may share an object directory. */
  private List<Datum> commonData() {
    return List.of(
        sourceData(),
        Datum.tagged("method", Datum.sym(method == Method.MAKE ? "make" : "make.py")),
        Datum.tagged("target", Datum.str(target), Datum.str(targetArch)),
        Datum.tagged("src-conf", Datum.str(srcConf)),
        Datum.tagged("compiler", Datum.str(tools.compiler())),
        Datum.tagged("linker", Datum.str(tools.linker())));
  }

  /**
   * What the object directory is named after, 40 hex digits: the same for a kernel and a world that
   * differ in nothing but flags that concern the kernel alone.
   */
  String objectIdentity() {
    List<Datum> data = new ArrayList<>(commonData());
    flags.stream().filter(flag -> !MakeFlags.kernelOnly(flag)).map(Datum::str).forEach(data::add);
    data.add(Datum.str(FreebsdBuildBuilder.VERSION));
    return digest(data);
  }

  /** Tells kernels of one object directory apart. */
  String kernelIdentity() {
    return digest(toData());
  }

  private static String digest(List<Datum> data) {
    String text = SexpWriter.canonical(Datum.tagged("freebsd-build", data));
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 40);
  }

  /** This, built at PATHS. */
  public BuildSettings at(BuildPaths places) {
    return new BuildSettings(
        part,
        source,
        method,
        target,
        targetArch,
        flags,
        srcConf,
        kernconf,
        configFiles,
        tools,
        places);
  }

  /** Reads what {@link #toData} wrote. */
  static BuildSettings of(BuildContext context) {
    return of(context.forms(), form -> context.input(form, 0));
  }

  /** The object directory that BUILD, a derivation of this package, uses. */
  static String objectIdentity(Derivation build) {
    return of(Form.all(build.builder(), build.parameters()), form -> form.item(0)).objectIdentity();
  }

  private static BuildSettings of(List<Form> parameters, Function<Form, ItemReference> source) {
    Map<String, Form> forms = new TreeMap<>();
    List<ConfigFile> files = new ArrayList<>();
    for (Form form : parameters) {
      if (form.tag().equals("config-file")) {
        form.arity(2, 2);
        files.add(new ConfigFile(form.string(0), form.string(1)));
      } else if (forms.put(form.tag(), form) != null) {
        throw form.error("given twice");
      }
    }
    Form part = form(forms, "part", 1);
    Part built =
        part.symbol(0, List.of("kernel", "world")).equals("world") ? Part.WORLD : Part.KERNEL;
    Form method = form(forms, "method", 1);
    Form target = form(forms, "target", 2);
    Form paths = form(forms, "paths", 2);
    BuildPaths places = new BuildPaths(paths.string(0), paths.string(1), false);
    boolean isolated = paths.string(0).equals(BuildPaths.ISOLATED.source());
    return new BuildSettings(
        built,
        source.apply(form(forms, "source", 1)),
        method.symbol(0, List.of("make", "make.py")).equals("make") ? Method.MAKE : Method.MAKE_PY,
        target.string(0),
        target.string(1),
        form(forms, "make-flags", -1).strings(0),
        form(forms, "src-conf", 1).string(0),
        built == Part.KERNEL ? form(forms, "kernconf", 1).string(0) : "",
        files,
        new ToolVersions(form(forms, "compiler", 1).string(0), form(forms, "linker", 1).string(0)),
        isolated ? BuildPaths.ISOLATED : places);
  }

  private static Form form(Map<String, Form> forms, String tag, int arity) {
    Form form = forms.get(tag);
    if (form == null) {
      throw new FruixException(
          Diagnostic.of(ExitCode.BUILD, FreebsdBuildBuilder.NAME + ": (" + tag + " …) is missing"));
    }
    return arity < 0 ? form : form.arity(arity, arity);
  }

  /** Where the objects of the kernel lie in the object directory. */
  RelativePath kernelObjects() {
    return new RelativePath(
        paths.source().substring(1) + "/" + target + "." + targetArch + "/sys/" + kernconf);
  }
}
