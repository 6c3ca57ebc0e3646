package fruix.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Who refers to whom among the valid items. */
public final class StoreGraph {
  private final Registry registry;

  public StoreGraph(Store store) {
    this.registry = store.registry();
  }

  /** The valid items that refer to PATH, sorted; PATH too if it names itself. */
  public List<StorePath> referrers(StorePath path) {
    registry.require(path);
    List<StorePath> referrers = new ArrayList<>();
    for (StorePath other : registry.all()) {
      registry
          .find(other)
          .filter(registration -> registration.references().contains(path))
          .ifPresent(registration -> referrers.add(other));
    }
    return referrers;
  }

  /** PATHS and all that they need, each after what it refers to; the same for equal sets. */
  public List<StorePath> requisites(Collection<StorePath> paths) {
    return referencesFirst(registry.closure(paths));
  }

  /**
   * The items of a set that may reach outside itself, each after what it refers to. Items that
   * refer to each other in a circle come in the order in which the circle was entered.
   */
  static List<StorePath> referencesFirst(SortedMap<StorePath, Registration> items) {
    List<StorePath> order = new ArrayList<>(items.size());
    Set<StorePath> entered = new HashSet<>();
    Deque<Visit> stack = new ArrayDeque<>();
    for (Map.Entry<StorePath, Registration> item : items.entrySet()) {
      if (entered.add(item.getKey())) {
        stack.push(new Visit(item.getValue()));
      }
      while (!stack.isEmpty()) {
        Visit visit = stack.peek();
        StorePath next = visit.next();
        if (next == null) {
          order.add(visit.path());
          stack.pop();
        } else if (entered.add(next)) {
          Registration registration = items.get(next);
          if (registration != null) {
            stack.push(new Visit(registration));
          }
        }
      }
    }
    return order;
  }

  /** How far the references of one item have been followed. */
  private static final class Visit {
    private final Registration registration;
    private int at;

    Visit(Registration registration) {
      this.registration = registration;
    }

    StorePath path() {
      return registration.path();
    }

    @Nullable StorePath next() {
      List<StorePath> references = registration.references();
      return at < references.size() ? references.get(at++) : null;
    }
  }

  /** PATHS and all that they, and the derivers on the way, reach among ITEMS. */
  static Set<StorePath> reachable(Collection<StorePath> paths, Map<StorePath, Registration> items) {
    Set<StorePath> live = new HashSet<>();
    Deque<StorePath> queue = new ArrayDeque<>(paths);
    while (!queue.isEmpty()) {
      StorePath path = queue.remove();
      Registration registration = items.get(path);
      if (registration != null && live.add(path)) {
        queue.addAll(registration.references());
        StorePath deriver = registration.deriver();
        if (deriver != null) {
          queue.add(deriver);
        }
      }
    }
    return live;
  }
}
