package io.nta.store.jdbc;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processor time from Linux' {@code /proc}: that of this process, and that of a PostgreSQL server with all of its processes. */
final class CpuTime {
    private static final double TICKS = 100;
    private static final int USER = 11;
    private static final int WAITED_FOR = 13;
    private static final int FIELDS = 4;
    private static final int IDLE_MILLIS = 500;

    private CpuTime() {}

    /** Returns the seconds that this process has used, collector and compiler included. */
    static double ofThisProcess() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    /** Waits until Java's compilers have nothing left to do: what they compile of what was before isn't what is measured. */
    static void awaitIdleCompilers() throws InterruptedException {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        long before;
        do {
            before = compilers.getTotalCompilationTime();
            TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
        } while (compilers.getTotalCompilationTime() != before);
    }

    /** Returns the seconds that a process, the children that it has waited for, and those that it has have used. */
    static double ofTree(long pid) throws IOException {
        while (true) {
            double waitedFor = ticks(pid, WAITED_FOR) / TICKS;
            double children = ofChildren(pid);
            double all = ticks(pid, USER) / TICKS;
            // One that ended meanwhile may be in neither.
            if (ticks(pid, WAITED_FOR) / TICKS == waitedFor) {
                return all + children;
            }
        }
    }

    private static double ofChildren(long pid) throws IOException {
        double seconds = 0;
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks.toList()) {
                String children = Files.readString(task.resolve("children")).trim();
                for (String child : children.isEmpty() ? List.<String>of() : List.of(children.split(" "))) {
                    seconds += ofChild(Long.parseLong(child));
                }
            }
        }
        return seconds;
    }

    private static double ofChild(long pid) throws IOException {
        try {
            return ofTree(pid);
        } catch (IOException e) {
            if (Files.exists(Path.of("/proc/" + pid))) {
                throw e;
            }
            // It has ended since it was listed, or while it was read.
            return 0;
        }
    }

    /** Returns the ticks of {@code field} and those behind it: user, system, and the same of children that were waited for. */
    private static long ticks(long pid, int field) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int i = field; i < USER + FIELDS; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks;
    }
}
