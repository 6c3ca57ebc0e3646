package fruix.diag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DidYouMeanTest {

  @Test
  void findsTheNearestName() {
    List<String> known = List.of("host-name", "timezone", "users", "groups");
    assertEquals(Optional.of("host-name"), DidYouMean.suggest("host-nane", known));
    assertEquals(Optional.of("host-name"), DidYouMean.suggest("hostname", known));
    assertEquals(Optional.of("users"), DidYouMean.suggest("usres", known));
    assertEquals(Optional.empty(), DidYouMean.suggest("kernel", known));
  }
}
