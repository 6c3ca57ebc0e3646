package fruix.cli;

import fruix.diag.FruixException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Asks whoever sits at the terminal before something is done that cannot be undone. */
final class Question {
  private final Host host;

  /**
   * @param host with somebody there to answer
   */
  Question(Host host) {
    this.host = host;
  }

  /** Prints TEXT; true if the answer is {@code yes}, and nothing less. */
  boolean confirms(String text) {
    new ErrorStream(host.err()).print(text + " Type yes to go on: ");
    BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(host.answers().orElseThrow(), StandardCharsets.UTF_8));
    try {
      String answer = answers.readLine();
      return answer != null && answer.strip().equals("yes");
    } catch (IOException e) {
      throw FruixException.failed("cannot read an answer: " + e.getMessage());
    }
  }
}
