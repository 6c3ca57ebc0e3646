package fruix;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the package order of the README: dependencies point only down. */
final class ArchitectureTest {
  /** Lowest first; packages of one line do not know each other. */
  private static final List<List<String>> LAYERS =
      List.of(
          List.of("fruix.hash", "fruix.diag", "fruix.event"),
          List.of("fruix.sexp", "fruix.io"),
          List.of("fruix.mtree"),
          List.of("fruix.store", "fruix.process", "fruix.image", "fruix.archive"),
          List.of("fruix.build"),
          List.of("fruix.nativebuild", "fruix.source"),
          List.of("fruix.scheme"),
          List.of("fruix.deploy"),
          List.of("fruix.repl"),
          List.of("fruix.cli"));

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("fruix");

  @Test
  void dependenciesPointOnlyDown() {
    for (int low = 0; low < LAYERS.size(); low++) {
      for (String name : LAYERS.get(low)) {
        List<String> forbidden = new ArrayList<>();
        for (int high = low; high < LAYERS.size(); high++) {
          LAYERS.get(high).stream()
              .filter(other -> !other.equals(name))
              .forEach(other -> forbidden.add(other + ".."));
        }
        noClasses()
            .that()
            .resideInAPackage(name + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden.toArray(String[]::new))
            .allowEmptyShould(true)
            .check(classes);
      }
    }
  }

  @Test
  void everyPackageIsOnTheList() {
    List<String> known = LAYERS.stream().flatMap(List::stream).map(n -> n + "..").toList();
    noClasses()
        .that()
        .resideOutsideOfPackages(known.toArray(String[]::new))
        .should()
        .resideInAPackage("fruix..")
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void subpackagesHaveNoCycles() {
    slices().matching("fruix.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void librariesStayInTheirPackages() {
    only("fruix.scheme..", "gnu..", "kawa..", "org.objectweb.asm..");
    only("fruix.repl..", "org.jline..");
    only("fruix.cli..", "picocli..");
    only("fruix.archive..", "org.apache.commons.compress..", "org.tukaani..", "com.github.luben..");
  }

  @Test
  void onlyMainExits() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("fruix.cli.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(classes);
  }

  private void only(String home, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .allowEmptyShould(true)
        .check(classes);
  }
}
