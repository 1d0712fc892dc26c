package io.nta.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.NtaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginDirectoryTest {
    @TempDir
    private Path dir;

    @Test
    void theJarsOfADirectoryShareAClassLoaderAboveTheApplication() throws IOException {
        Path plugins = Files.createDirectory(dir.resolve("my plugins"));
        PluginJar.detector("com.acme.Acme", "acme").build(plugins.resolve("acme.JAR"));
        PluginJar.detector("org.other.Other", "other").build(plugins.resolve("other.jar"));
        Files.writeString(plugins.resolve("README.txt"), "not a jar");
        Files.createDirectory(plugins.resolve("directory.jar"));
        try (Providers providers = Providers.withPlugins(plugins)) {
            assertThat(providers.detectorNames()).contains("acme", "other");
            assertThat(providers.broken()).isEmpty();
            ClassLoader loader = providers.detector("acme", Map.of()).getClass().getClassLoader();
            assertThat(providers.detector("other", Map.of()).getClass().getClassLoader())
                    .isSameAs(loader);
            assertThat(loader.getParent()).isSameAs(Thread.currentThread().getContextClassLoader());
        }
    }

    @Test
    void aPathWithBlanksIsWrittenAsItIs() throws IOException {
        Path plugins = Files.createDirectory(dir.resolve("my plugins"));
        Path jar =
                new PluginJar().service(DetectorProvider.class, "com.acme.Gone").build(plugins.resolve("größe 1.jar"));
        try (Providers providers = Providers.withPlugins(plugins)) {
            assertThat(providers.broken()).containsExactly("com.acme.Gone in " + jar + ": the class does not exist");
        }
    }

    @Test
    void aLinkToAJarOfTheDirectoryIsNoDuplicate() throws IOException {
        Path jar = PluginJar.detector("com.acme.Acme", "acme").build(dir.resolve("acme-1.0.jar"));
        Files.createSymbolicLink(dir.resolve("acme.jar"), jar.getFileName());
        try (Providers providers = Providers.withPlugins(dir)) {
            assertThat(providers.detector("acme", Map.of()).name()).isEqualTo("acme");
        }
    }

    @Test
    void aLinkToNothingIsIsolated() throws IOException {
        Path link = Files.createSymbolicLink(dir.resolve("acme.jar"), Path.of("gone.jar"));
        try (Providers providers = Providers.withPlugins(dir)) {
            assertThat(providers.broken()).containsExactly(link + ": not a readable jar: NoSuchFileException: " + link);
        }
    }

    @Test
    void aJarWithoutAServiceFileIsNamedWhenANameIsUnknownAndIsNotBroken() {
        Path jar = new PluginJar()
                .source("com.acme.Lib", "package com.acme; public class Lib {}")
                .build(dir.resolve("lib.jar"));
        try (Providers providers = Providers.withPlugins(dir)) {
            assertThat(providers.broken()).isEmpty();
            assertThatThrownBy(() -> providers.detector("acme", Map.of()))
                    .hasMessageEndingWith(jar + ": it has no file META-INF/services/io.nta.spi.…Provider");
        }
    }

    @Test
    void aMissingDirectoryIsAnError() {
        Path missing = dir.resolve("missing");
        assertThatThrownBy(() -> Providers.withPlugins(missing))
                .isInstanceOf(NtaException.class)
                .hasMessage("The plugin directory " + missing + " does not exist");
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsAnError() throws IOException {
        Path file = Files.createFile(dir.resolve("acme.jar"));
        assertThatThrownBy(() -> Providers.withPlugins(file))
                .isInstanceOf(NtaException.class)
                .hasMessage("The plugin directory " + file + " is not a directory");
    }

    @Test
    void aDirectoryWithoutJarsIsAnError() {
        assertThatThrownBy(() -> Providers.withPlugins(dir))
                .isInstanceOf(NtaException.class)
                .hasMessage("The plugin directory " + dir + " has no *.jar file");
    }

    @Test
    void closingTwiceDoesNothing() {
        PluginJar.detector("com.acme.Acme", "acme").build(dir.resolve("acme.jar"));
        Providers plugins = Providers.withPlugins(dir);
        plugins.close();
        plugins.close();
        Providers classPath = Providers.ofClassPath();
        classPath.close();
        assertThat(classPath.broken()).isEmpty();
    }
}
