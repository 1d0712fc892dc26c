package io.nta.store.jdbc;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the module's packages may know of each other. */
class ArchitectureTest {
    private static final String ROOT = "io.nta.store.jdbc";
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void whatIsAskedAndAnsweredKnowsNoDatabase() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".read")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + "..")
                        .or(resideInAnyPackage(ROOT + ".read"))
                        .and(resideOutsideOfPackage("java.sql..")))
                .check(MODULE);
    }

    @Test
    void onlyOnePackageSpeaksSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".sql")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.sql..", "org.sqlite..", "org.postgresql..", "org.flywaydb..", "com.zaxxer.."))
                .check(MODULE);
    }

    @Test
    void tablesKnowNothingOfTheSpool() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".sql")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".spool"))
                .check(MODULE);
    }

    @Test
    void aClassIsNamedForWhatItIs() {
        noClasses().should().haveNameMatching(".*(Utils?|Manager|Helper|Impl)").check(MODULE);
    }
}
