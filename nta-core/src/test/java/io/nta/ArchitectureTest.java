package io.nta;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the core's classes may know of each other and of the world. */
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.nta");

    /** Constructors that read the clock when given nothing. */
    private static final Set<String> CLOCK_CONSTRUCTORS =
            Set.of("java.util.Date.<init>()", "java.util.GregorianCalendar.<init>()");

    /**
     * The straight line from bytes to alerts never turns back. {@code spi} names what plugins take and give; the default
     * implementations beside those types implement it, so {@code window} and {@code detect} may look at it.
     */
    @ParameterizedTest(name = "{0} looks only at {1}")
    @CsvSource({
        "packet,  ''",
        "flow,    packet",
        "feature, packet flow",
        "window,  packet flow feature spi",
        "detect,  packet flow feature window spi",
        "spi,     packet flow feature window detect",
        "wire,    packet flow feature window detect spi",
    })
    void aPackageLooksOnlyBackAlongTheLine(String name, String allowed) {
        String[] packages = Arrays.stream((name + " " + allowed).trim().split(" "))
                .map(each -> "io.nta." + each + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("io.nta." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("io.nta..")
                        .or(resideInAnyPackage(packages))
                        .or(type(NtaException.class)))
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void theCoreKnowsNoDatabaseModelOrCaptureLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "ml.dmlc..", "org.pcap4j.."))
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void noClassOfTheCoreReadsTheWallClock() {
        noClasses()
                .should()
                .accessTargetWhere(describe("it reads the clock", ArchitectureTest::readsTheClock))
                .allowEmptyShould(true)
                .because("time is passed in: a file replayed tomorrow must give today's alerts")
                .check(CORE);
    }

    @Test
    void aClassIsNamedForWhatItIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Manager|Helper|Impl)")
                .allowEmptyShould(true)
                .check(CORE);
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        if (owner.isEquivalentTo(System.class)) {
            return name.equals("currentTimeMillis") || name.equals("nanoTime");
        }
        if (resideInAPackage("java.time..").test(owner)) {
            return name.equals("now") || name.startsWith("system") || name.startsWith("tick");
        }
        boolean constructed = CLOCK_CONSTRUCTORS.contains(access.getTarget().getFullName());
        return constructed || (owner.getFullName().equals("java.util.Calendar") && name.equals("getInstance"));
    }
}
