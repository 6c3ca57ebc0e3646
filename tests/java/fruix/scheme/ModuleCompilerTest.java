package fruix.scheme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.event.EventSink;
import fruix.scheme.language.LanguageFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules compiled ahead of time. */
final class ModuleCompilerTest {
  private static final Path LANGUAGE = Path.of("src/main/scheme").toAbsolutePath();

  @TempDir private Path work;

  /** What a module may hold, used by a module that sorts before it. */
  private static final String RECORDS =
      """
      (define-module (site records) #:export (gadget gadget? gadget-name gadget-home twice f g))
      (define-record-type* <gadget> gadget make-gadget gadget?
        (name gadget-name (type text? "a string"))
        (home gadget-home (thunked) (default (string-append "/" (gadget-name this-record)))))
      (define (text? x) (string? x))
      (define-syntax-rule (twice x) (helper x x))
      (define (helper a b) (list a b (gadget-name g)))
      (define* (f #:key (a 1)) (match (list a a) ((x y) (+ x y))))
      (define g (gadget (name "g")))
      """;

  private static final String USER =
      """
      (define-module (site alpha) #:use-module (site records) #:export (result))
      (define (result)
        (let ((a (gadget (inherit g) (name "a"))))
          (list (gadget-home a) (gadget-home g) (twice 1) (f #:a 2) #~(x #$(f))
                (format #f "~s" a) (map gadget? (list a 1)))))
      """;

  private static final String DECLARATION =
      "(use-modules (site alpha))\n(object->string (result))\n";

  @Test
  void compiledAndReadModulesMeanTheSame() throws IOException {
    write("modules/site/records.scm", RECORDS);
    write("modules/site/alpha.scm", USER);
    compile(work.resolve("modules"), work.resolve("classes"));
    Path file = write("declaration.scm", DECLARATION);
    String compiled = String.valueOf(loader(List.of(), work.resolve("classes")).load(file).last());
    Path load = work.resolve("modules");
    String read = String.valueOf(loader(List.of(load), work.resolve("none")).load(file).last());
    assertEquals(read, compiled);
    assertTrue(compiled.startsWith("(\"/a\" \"/g\" (1 1 \"g\") 4 #<gexp (x #$0)>"), compiled);
  }

  @Test
  void theClassesAreTheSameEachTime() throws IOException {
    write("modules/site/records.scm", RECORDS);
    write("modules/site/alpha.scm", USER);
    compile(work.resolve("modules"), work.resolve("one"));
    compile(work.resolve("modules"), work.resolve("two"));
    assertEquals(content(work.resolve("one")), content(work.resolve("two")));
    assertTrue(content(work.resolve("one")).containsKey("scm/site/records.class"));
  }

  @Test
  void errorsAndWarningsFailTheBuild() throws IOException {
    write(
        "modules/site/bad.scm",
        "(define-module (site bad) #:export (f))\n(define (f)\n  (carr 1))\n");
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> compile(work.resolve("modules"), work.resolve("classes")));
    assertTrue(
        String.valueOf(e.getMessage()).contains("site/bad.scm:3:4: no declaration seen for carr"),
        e.getMessage());
  }

  private void compile(Path sources, Path classes) throws IOException {
    Files.createDirectories(classes);
    ModuleCompiler.main(new String[] {LANGUAGE.toString(), sources.toString(), classes.toString()});
  }

  private DeclarationLoader loader(List<Path> loadPath, Path classes) throws IOException {
    ClassLoader parent = ModuleCompilerTest.class.getClassLoader();
    URL[] urls = {classes.toUri().toURL()};
    return new DeclarationLoader(
        LanguageFactory.UNRESTRICTED, loadPath, new URLClassLoader(urls, parent), EventSink.SILENT);
  }

  private Path write(String name, String text) throws IOException {
    Path file = work.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static Map<String, List<Byte>> content(Path directory) throws IOException {
    Map<String, List<Byte>> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Byte[] boxed = new Byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
          boxed[i] = bytes[i];
        }
        content.put(directory.relativize(file).toString(), List.of(boxed));
      }
    }
    return content;
  }
}
