package fruix.build;

import fruix.io.RelativePath;
import fruix.store.StorePath;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Files of the host that a declaration names, content-addressed: the path follows from the name and
 * the contents.
 *
 * @param host where the files lie
 * @param select which paths below HOST belong to it
 */
public record Source(StorePath path, Path host, Predicate<RelativePath> select) implements Input {}
