package fruix.io;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a tree of the host on several threads, never through a symbolic link. A directory is
 * visited before what it holds; nothing else is said of the order. Named pipes, sockets and device
 * nodes are refused by name.
 */
public final class HostWalk {
  /** Files that one thread takes at a time. */
  private static final int BATCH = 32;

  /**
   * A file that was found.
   *
   * @param relative its path below the top of the walk
   */
  public record Node(Path path, RelativePath relative, HostFile file) {}

  /** Is told of each file; called from several threads. */
  public interface Visitor {
    void directory(Node node) throws IOException;

    void symlink(Node node, String target) throws IOException;

    /** A regular file of which the walk has met one name. */
    void file(Node node) throws IOException;

    /** A regular file of which the walk has met NAMES, two or more, sorted by path. */
    void linked(List<Node> names) throws IOException;
  }

  /** Not with the methods that a record gets: those are only made at run time, in 10 ms each. */
  private record Inode(long device, long number) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Inode inode && inode.device == device && inode.number == number;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(31 * device + number);
    }
  }

  private final Predicate<RelativePath> includes;
  private final Visitor visitor;
  private final Map<Inode, List<Node>> linked = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private HostWalk(Predicate<RelativePath> includes, Visitor visitor) {
    this.includes = includes;
    this.visitor = visitor;
  }

  /**
   * Visits TOP and whatever below it INCLUDES holds for; returns when all visits are over. The
   * first exception of a visit ends the walk and is thrown.
   */
  public static void run(Path top, Predicate<RelativePath> includes, Visitor visitor)
      throws IOException, InterruptedException {
    HostWalk walk = new HostWalk(includes, visitor);
    ForkJoinPool pool = new ForkJoinPool(Parallel.threads());
    try {
      Node node = new Node(top, RelativePath.ROOT, HostFile.of(top));
      walk.await(pool, walk.action(() -> walk.visit(node)));
      walk.await(pool, walk.action(walk::visitLinked));
    } finally {
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.HOURS);
    }
  }

  private void await(ForkJoinPool pool, RecursiveAction action)
      throws IOException, InterruptedException {
    try {
      pool.submit(action).get();
    } catch (InterruptedException e) {
      failure.compareAndSet(null, e);
      throw e;
    } catch (ExecutionException e) {
      failure.compareAndSet(null, e.getCause());
    }
    Parallel.rethrow(failure.get());
  }

  /** Something that can fail as visits do. */
  private interface Step {
    void run() throws IOException;
  }

  /** STEP as a task, which does nothing once any other has failed. */
  @SuppressWarnings("serial")
  private RecursiveAction action(Step step) {
    return new RecursiveAction() {
      @Override
      protected void compute() {
        if (failure.get() != null) {
          return;
        }
        try {
          step.run();
        } catch (IOException | RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        }
      }
    };
  }

  private void visit(Node node) throws IOException {
    switch (node.file().kind()) {
      case DIRECTORY -> visitDirectory(node);
      case SYMLINK ->
          visitor.symlink(
              node, HostName.ofTarget(Files.readSymbolicLink(node.path()), node.path()));
      case REGULAR -> {
        if (node.file().links() > 1) {
          Inode inode = new Inode(node.file().device(), node.file().inode());
          linked.computeIfAbsent(inode, key -> new ArrayList<>());
          linked.computeIfPresent(
              inode,
              (key, names) -> {
                names.add(node);
                return names;
              });
        } else {
          visitor.file(node);
        }
      }
      default -> throw new IOException("a " + node.file().kind() + " is not taken: " + node.path());
    }
  }

  private void visitDirectory(Node node) throws IOException {
    visitor.directory(node);
    List<RecursiveAction> actions = new ArrayList<>();
    List<Path> batch = new ArrayList<>(BATCH);
    try (DirectoryStream<Path> children = Files.newDirectoryStream(node.path())) {
      for (Path child : children) {
        batch.add(child);
        if (batch.size() == BATCH) {
          List<Path> full = batch;
          actions.add(action(() -> visitBatch(node, full)));
          batch = new ArrayList<>(BATCH);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    List<Path> rest = batch;
    actions.add(action(() -> visitBatch(node, rest)));
    RecursiveAction.invokeAll(actions);
  }

  private void visitBatch(Node directory, List<Path> children) throws IOException {
    List<RecursiveAction> directories = new ArrayList<>();
    for (Path child : children) {
      if (failure.get() != null) {
        return;
      }
      RelativePath relative = directory.relative().resolve(HostName.of(child));
      if (!includes.test(relative)) {
        continue;
      }
      Node node = new Node(child, relative, HostFile.of(child));
      if (node.file().isDirectory()) {
        directories.add(action(() -> visit(node)));
      } else {
        visit(node);
      }
    }
    RecursiveAction.invokeAll(directories);
  }

  private void visitLinked() {
    List<RecursiveAction> actions = new ArrayList<>();
    for (List<Node> names : linked.values()) {
      names.sort(Comparator.comparing(Node::relative));
      actions.add(
          action(
              () -> {
                if (names.size() == 1) {
                  visitor.file(names.get(0));
                } else {
                  visitor.linked(names);
                }
              }));
    }
    RecursiveAction.invokeAll(actions);
  }
}
