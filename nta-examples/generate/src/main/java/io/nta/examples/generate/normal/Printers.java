package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.ArrayList;
import java.util.List;

/** Printers are asked for their ink by everybody, get jobs, and are switched off at night. */
public final class Printers implements Scenario {
    @Override
    public String name() {
        return "printers";
    }

    @Override
    public String description() {
        return "SNMP to printers, some switched off, jobs to port 9100, announcements";
    }

    private static final int SNMP = 161;
    private static final int JET_DIRECT = 9100;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int printers = parameters.count("printers", 1, 12);
        double poll = parameters.logUniform("seconds_between_polls", 1, 60);
        int questions = parameters.count("questions", 1, 12);
        double off = parameters.choice("off_share", 0.0, 0.3, 1.0);
        double jobs = parameters.logUniform("seconds_between_jobs", 15, 200);
        stage.label(stage.subject().address(), "");
        List<Host> up = new ArrayList<>();
        for (int i = 0; i < printers; i++) {
            Host printer = stage.otherLocal();
            boolean absent = stage.random().chance(off);
            if (!absent) {
                up.add(printer);
            }
            stage.repeat(stage.steady(poll, 0.1), () -> poll(stage, printer, questions, absent));
        }
        stage.repeat(stage.arrivals(1 / jobs), () -> {
            if (!up.isEmpty()) {
                int bytes = (int) stage.random().pareto(200_000, 1.4, 5_000, 5_000_000);
                Script job = Script.written()
                        .client(SmallTalk.noise(stage.random(), bytes), Clock.MILLI)
                        .close(Clock.MILLI);
                stage.call(stage.subject(), stage.random().pick(up), JET_DIRECT)
                        .saying(job)
                        .open();
            }
            SmallTalk.discover(stage, stage.otherLocal(), "_pdl-datastream._tcp.local");
        });
    }

    private static void poll(Stage stage, Host printer, int questions, boolean absent) {
        Datagrams flow = stage.datagrams(stage.subject(), stage.subject().nextPort(), printer, SNMP, false);
        for (int i = 0; i < questions; i++) {
            stage.clock().after(i * (20 * Clock.MILLI), () -> {
                flow.send(SmallTalk.noise(stage.random(), 40 + stage.random().below(20)));
                if (!absent) {
                    flow.answer(
                            SmallTalk.noise(stage.random(), 50 + stage.random().below(80)), 3 * Clock.MILLI);
                }
            });
        }
    }
}
