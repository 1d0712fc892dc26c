import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Sums up the XML reports of surefire and failsafe: names the tests that failed and those that did not run, with the
 * reason, then prints {@code N passed, N failed, N skipped}. Ends with 1 when one failed, or when there is no report.
 *
 * <p>{@code ./nta test} runs it from source, with the JDK it has at hand; so it knows nothing but the JDK.
 */
final class TestReport {
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private int passed;

    public static void main(String[] args) throws Exception {
        TestReport report = new TestReport();
        for (Path file : reports(Path.of(args[0]))) {
            report.add(file);
        }
        report.print();
        System.exit(report.failed.isEmpty() && report.passed > 0 ? 0 : 1);
    }

    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> files = Files.find(root, 6, (path, attributes) -> isReport(path))) {
            return files.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isReport(Path path) {
        String folder =
                path.getParent() == null ? "" : path.getParent().getFileName().toString();
        String file = path.getFileName().toString();
        return (folder.startsWith("surefire-reports") || folder.startsWith("failsafe-reports"))
                && file.startsWith("TEST-")
                && file.endsWith(".xml");
    }

    private void add(Path file) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        NodeList cases = builder.parse(file.toFile()).getElementsByTagName("testcase");
        String run = runOf(file);
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            String method = test.getAttribute("name");
            String name = test.getAttribute("classname") + (method.isEmpty() ? "" : "." + method) + run;
            Element outcome = child(test, "failure", "error", "skipped");
            if (outcome == null) {
                passed++;
            } else {
                String message = outcome.getAttribute("message").strip();
                String reason = message.isEmpty() ? outcome.getTextContent().strip() : message;
                String firstLine = reason.lines()
                        .findFirst()
                        .orElse("no reason given")
                        .replaceFirst("^org.opentest4j.TestAbortedException: (Assumption failed: )?", "");
                (outcome.getTagName().equals("skipped") ? skipped : failed).add(name + ": " + firstLine);
            }
        }
    }

    /** Returns what distinguishes runs on several JDKs: {@code surefire-reports-jdk25} gives {@code " [jdk25]"}. */
    private static String runOf(Path file) {
        String suffix = file.getParent().getFileName().toString().replaceFirst("^(surefire|failsafe)-reports-?", "");
        return suffix.isEmpty() ? "" : " [" + suffix + "]";
    }

    private static Element child(Element parent, String... tags) {
        List<String> wanted = List.of(tags);
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && wanted.contains(element.getTagName())) {
                return element;
            }
        }
        return null;
    }

    private void print() {
        section("Failed:", failed);
        section("Did not run:", skipped);
        System.out.println(passed + " passed, " + failed.size() + " failed, " + skipped.size() + " skipped");
    }

    private static void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            System.out.println(title);
            lines.forEach(line -> System.out.println("  " + line));
        }
    }
}
