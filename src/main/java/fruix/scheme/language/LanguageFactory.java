package fruix.scheme.language;

/** Makes the language for user code, whose files find their modules on a given path. */
@FunctionalInterface
public interface LanguageFactory {
  /** Everything that Kawa offers: for trusted code only. */
  LanguageFactory UNRESTRICTED = FruixScheme::new;

  FruixScheme language(ModulePath modules);
}
