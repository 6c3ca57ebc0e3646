package fruix.cli;

/** {@code fruix --version}. */
final class VersionAction implements Action {

  @Override
  public Results run(Session session) {
    String version = VersionAction.class.getPackage().getImplementationVersion();
    return new Results().add(Key.VERSION, version == null ? "unpackaged" : version);
  }
}
