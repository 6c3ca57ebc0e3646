package fruix.scheme.runtime;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/**
 * A place in the template of a gexp where a value goes.
 *
 * @param index which of the gexp's values
 * @param splicing whether the value is a list whose elements go there ({@code #$@})
 * @param forBuild whether it is wanted for the machine that builds ({@code #+})
 */
public record GexpHole(int index, boolean splicing, boolean forBuild) implements Externalizable {

  /** The hole that {@link #writeExternal} wrote; compiled code calls it. */
  public static GexpHole valueOf(int index, boolean splicing, boolean forBuild) {
    return new GexpHole(index, splicing, forBuild);
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeInt(index);
    out.writeBoolean(splicing);
    out.writeBoolean(forBuild);
  }

  /** Not used: compiled code calls {@link #valueOf}. */
  @Override
  public void readExternal(ObjectInput in) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String toString() {
    return (forBuild ? "#+" : "#$") + (splicing ? "@" : "") + index;
  }
}
