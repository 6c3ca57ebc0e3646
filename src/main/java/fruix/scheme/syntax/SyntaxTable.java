package fruix.scheme.syntax;

import java.util.List;
import kawa.lang.Syntax;

/** Every syntax that Fruix adds to Scheme. */
public final class SyntaxTable {
  public static final List<Syntax> ALL =
      List.of(
          DefineModule.INSTANCE,
          UseModules.INSTANCE,
          LambdaStar.DEFINE,
          LambdaStar.LAMBDA,
          DefineRecordType.INSTANCE,
          GexpSyntax.GEXP,
          GexpSyntax.UNGEXP,
          Match.MATCH,
          Match.LAMBDA,
          Match.LAMBDA_STAR,
          Match.LET,
          Match.LET_STAR,
          SmallSyntax.DefinePublic.INSTANCE,
          SmallSyntax.DefineSyntaxRule.INSTANCE,
          SmallSyntax.CurrentSourceDirectory.INSTANCE,
          SourceLocation.INSTANCE);

  private SyntaxTable() {}
}
