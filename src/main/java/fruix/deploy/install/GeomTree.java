package fruix.deploy.install;

import fruix.diag.FruixException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * FreeBSD's disks and all that is built on them, as {@code kern.geom.confxml} tells ({@code
 * geom(4)}): a geom of some class consumes providers and offers others, and a provider is what has
 * a name below {@code /dev}.
 *
 * @param providers in the order of the text
 */
record GeomTree(List<Provider> providers, List<Consumer> consumers) {

  /**
   * What has a name below {@code /dev}.
   *
   * @param geom the id of the geom that offers it
   * @param open whether it is open for writing, or alone
   * @param ident the serial number of a disk; else empty
   * @param file what a memory disk keeps its contents in; else empty
   */
  record Provider(
      String id,
      String geom,
      String geomClass,
      String name,
      boolean open,
      long size,
      int sectorSize,
      String ident,
      String file) {}

  /** What a geom of some class has taken a provider for. */
  record Consumer(String geom, String geomClass, String geomName, String provider, boolean open) {}

  GeomTree {
    providers = List.copyOf(providers);
    consumers = List.copyOf(consumers);
  }

  /** Reads the value of {@code kern.geom.confxml}. */
  static GeomTree parse(String xml) {
    List<Provider> providers = new ArrayList<>();
    List<Consumer> consumers = new ArrayList<>();
    for (Element kind : children(document(xml), "class")) {
      String geomClass = text(kind, "name");
      for (Element geom : children(kind, "geom")) {
        String id = geom.getAttribute("id");
        for (Element provider : children(geom, "provider")) {
          providers.add(provider(id, geomClass, provider));
        }
        for (Element consumer : children(geom, "consumer")) {
          String taken =
              children(consumer, "provider").stream()
                  .map(element -> element.getAttribute("ref"))
                  .findFirst()
                  .orElse("");
          consumers.add(new Consumer(id, geomClass, text(geom, "name"), taken, isOpen(consumer)));
        }
      }
    }
    return new GeomTree(providers, consumers);
  }

  private static Provider provider(String geom, String geomClass, Element provider) {
    Optional<Element> config = children(provider, "config").stream().findFirst();
    return new Provider(
        provider.getAttribute("id"),
        geom,
        geomClass,
        text(provider, "name"),
        isOpen(provider),
        number(text(provider, "mediasize")),
        (int) number(text(provider, "sectorsize")),
        config.map(element -> text(element, "ident")).orElse(""),
        config.map(element -> text(element, "file")).orElse(""));
  }

  /** The mode is {@code r1w1e1}: how often it is open to read, to write, and for one alone. */
  private static boolean isOpen(Element element) {
    return text(element, "mode").matches("r\\d+(w[1-9]\\d*e\\d+|w0e[1-9]\\d*)");
  }

  /** The provider called NAME. */
  Optional<Provider> named(String name) {
    return providers.stream().filter(provider -> provider.name().equals(name)).findFirst();
  }

  /** What the geom that offers PROVIDER has taken; empty for a disk, which is built on nothing. */
  Optional<Provider> below(Provider provider) {
    return consumers.stream()
        .filter(consumer -> consumer.geom().equals(provider.geom()))
        .flatMap(consumer -> providers.stream().filter(p -> p.id().equals(consumer.provider())))
        .findFirst();
  }

  /** PROVIDER and all that is built on it, lowest first. */
  Set<Provider> above(Provider provider) {
    Set<Provider> found = new LinkedHashSet<>();
    List<Provider> todo = new ArrayList<>(List.of(provider));
    while (!todo.isEmpty()) {
      Provider next = todo.remove(0);
      if (found.add(next)) {
        Map<String, Consumer> takers = new HashMap<>();
        consumersOf(next).forEach(consumer -> takers.put(consumer.geom(), consumer));
        providers.stream().filter(p -> takers.containsKey(p.geom())).forEach(todo::add);
      }
    }
    return found;
  }

  /** What has taken PROVIDER. */
  List<Consumer> consumersOf(Provider provider) {
    return consumers.stream().filter(c -> c.provider().equals(provider.id())).toList();
  }

  private static Element document(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw FruixException.failed("cannot read kern.geom.confxml: " + e.getMessage());
    }
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element parent, String name) {
    return children(parent, name).stream()
        .map(element -> element.getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}
