package fruix.scheme.syntax;

import org.jspecify.annotations.Nullable;

/** Why a module cannot be used. */
public final class ModuleTrouble extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String hint;

  /** MESSAGE is to be reported where the module is asked for; when null, the reason is reported. */
  public ModuleTrouble(@Nullable String message, @Nullable String hint) {
    super(message);
    this.hint = hint;
  }

  @Nullable String hint() {
    return hint;
  }
}
