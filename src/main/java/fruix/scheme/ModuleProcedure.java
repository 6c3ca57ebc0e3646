package fruix.scheme;

import org.jspecify.annotations.Nullable;

/** A procedure of a Scheme module, for Java to call. */
@FunctionalInterface
public interface ModuleProcedure {
  /**
   * Calls it.
   *
   * @throws fruix.diag.FruixException with every error of the declaration that came up
   */
  @Nullable Object call(@Nullable Object... arguments);
}
