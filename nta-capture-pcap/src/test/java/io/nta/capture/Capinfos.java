package io.nta.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What capinfos says of captures that it reads to their end without complaint; and mergecap, which puts such captures into one file. */
final class Capinfos {
    private static final Pattern COMPLAINED_ABOUT = Pattern.compile("\"([^\"]+)\"");

    /** To be copied and not to be copied. */
    private static final Set<Integer> CUSTOM_BLOCKS = Set.of(0x0BAD, 0x40000BAD);

    private Capinfos() {}

    /** Returns how many packets the files of {@code folder} have, by name. */
    static Map<String, Long> packets(Path folder, List<String> names) throws IOException {
        // A table without header line and quotes: names and packets, with tabs between.
        List<String> command = new ArrayList<>(List.of("capinfos", "-T", "-r", "-Q", "-N", "-c"));
        command.addAll(names);
        Map<String, Long> packets = new HashMap<>();
        List<String> complaints = new ArrayList<>();
        for (String line : run(folder, command)) {
            String[] columns = line.split("\t");
            if (columns.length == 2) {
                packets.put(columns[0], Long.parseLong(columns[1]));
            } else {
                complaints.add(line);
            }
        }
        for (String complaint : complaints) {
            for (Matcher matcher = COMPLAINED_ABOUT.matcher(complaint); matcher.find(); ) {
                packets.remove(matcher.group(1));
            }
        }
        return packets;
    }

    /** Writes the packets of the files to {@code target}, file after file. */
    static void merge(Path folder, List<String> names, Path target) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("mergecap", "-a", "-w", target.toAbsolutePath().toString()));
        command.addAll(names);
        List<String> complaints = run(folder, command);
        if (!complaints.isEmpty()) {
            throw new IOException("mergecap: " + complaints);
        }
    }

    /** Returns whether a pcapng file has a custom block: mergecap can't write it to another file. */
    static boolean hasCustomBlock(Path capture) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(capture));
        if (file.remaining() < Integer.BYTES || file.getInt(0) != PcapngReader.SECTION_HEADER) {
            return false;
        }
        while (file.remaining() >= Integer.BYTES) {
            int type = file.getInt();
            if (CUSTOM_BLOCKS.contains(type) || CUSTOM_BLOCKS.contains(Integer.reverseBytes(type))) {
                return true;
            }
        }
        return false;
    }

    /** Runs a command; its output, and behind it what it complains about. */
    private static List<String> run(Path folder, List<String> command) throws IOException {
        // Apart from its output, so that the two don't mix within a line.
        Path complaints = Files.createTempFile("nta", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(complaints.toFile())
                    .start();
            List<String> lines = new ArrayList<>();
            try (BufferedReader output = process.inputReader()) {
                output.lines().forEach(lines::add);
            }
            process.waitFor();
            Files.readAllLines(complaints).stream()
                    .filter(line -> !line.startsWith("Running as user"))
                    .forEach(lines::add);
            return lines;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(complaints);
        }
    }
}
