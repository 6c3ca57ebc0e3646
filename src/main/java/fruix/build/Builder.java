package fruix.build;

import fruix.mtree.TreeSink;
import java.io.IOException;

/**
 * One mechanism that makes items. What it hands over depends on the derivation and its inputs
 * alone: not on the time, user, locale, umask, order of directories or number of cores.
 */
public interface Builder {

  /** As derivations name it. */
  String name();

  /** Part of the identity of what it builds: raise it when the output for some input changes. */
  String version();

  /**
   * Hands the item of the context's derivation to OUT.
   *
   * <p>Several threads may hand over different paths. Throws FruixException for what is wrong with
   * the derivation or its inputs; IOException and InterruptedIOException as they come. Nothing that
   * was handed over before then is kept.
   */
  void build(BuildContext context, TreeSink out) throws IOException, InterruptedException;
}
