package fruix.scheme.runtime;

import gnu.kawa.util.HashUtils;
import gnu.lists.LList;
import gnu.lists.Pair;
import java.util.LinkedHashMap;
import java.util.Map;
import kawa.standard.Scheme;
import org.jspecify.annotations.Nullable;

/** A mutable table whose keys are compared with {@code equal?}; it keeps the order of its keys. */
public final class HashTable {
  private final Map<Key, @Nullable Object> entries = new LinkedHashMap<>();

  private record Key(@Nullable Object value) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && Scheme.isEqual.apply(value, key.value);
    }

    @Override
    public int hashCode() {
      return value instanceof CharSequence text
          ? text.toString().hashCode()
          : HashUtils.boundedHash(value);
    }
  }

  public @Nullable Object ref(@Nullable Object key, @Nullable Object otherwise) {
    Key wrapped = new Key(key);
    return entries.containsKey(wrapped) ? entries.get(wrapped) : otherwise;
  }

  public void set(@Nullable Object key, @Nullable Object value) {
    entries.put(new Key(key), value);
  }

  public void remove(@Nullable Object key) {
    entries.remove(new Key(key));
  }

  /** The entries as a list of pairs. */
  public LList entries() {
    Object[] pairs = new Object[entries.size()];
    int i = 0;
    for (Map.Entry<Key, @Nullable Object> entry : entries.entrySet()) {
      pairs[i++] = new Pair(entry.getKey().value, entry.getValue());
    }
    return LList.makeList(pairs, 0);
  }
}
