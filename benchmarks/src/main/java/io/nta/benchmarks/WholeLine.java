package io.nta.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How the whole line is measured: with the launcher's options, and for so many packets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {
            // The launcher's.
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:NewRatio=1",
            "-XX:MaxTenuringThreshold=1",
            "-XX:InlineSmallCode=1200",
            "-XX:FreqInlineSize=100",
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=2000",
            "-XX:Tier4CompileThreshold=40000",
            "-XX:+UseTransparentHugePages"
        })
public abstract class WholeLine {
    /** How many packets a replay has. */
    @Param("200000")
    public int packets;
}
