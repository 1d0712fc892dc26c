package io.nta.model.xgboost;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the module's packages may know of each other and of XGBoost4J. */
class ArchitectureTest {
    private static final String ROOT = "io.nta.model.xgboost";
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** Serving is the package {@code -} itself; it loads nothing that trains or evaluates. */
    @ParameterizedTest(name = "{0} looks only at {1}")
    @CsvSource({
        "rows,       ''",
        "-,          rows forest",
        "training,   rows forest -",
        "evaluation, rows forest - training",
    })
    void aPackageLooksOnlyAtThoseBeforeIt(String name, String allowed) {
        String[] packages = Arrays.stream((name + " " + allowed).trim().split(" "))
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(packageOf(name))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + "..").or(resideInAnyPackage(packages)))
                .check(MODULE);
    }

    private static String packageOf(String name) {
        return name.equals("-") ? ROOT : ROOT + "." + name;
    }

    @Test
    void theForestKnowsNothingOfNta() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".forest")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("io.nta..").or(resideInAnyPackage(ROOT + ".forest")))
                .because("it reads and scores any model of XGBoost's")
                .check(MODULE);
    }

    @Test
    void onlyTrainingKnowsXgboost4j() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".training")
                .should()
                .dependOnClassesThat(resideInAnyPackage("ml.dmlc.."))
                .because("whoever only scores may leave it out")
                .check(MODULE);
    }

    @Test
    void aClassIsNamedForWhatItIs() {
        noClasses().should().haveNameMatching(".*(Utils?|Manager|Helper|Impl)").check(MODULE);
    }
}
