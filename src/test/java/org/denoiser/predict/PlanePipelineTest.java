package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Planes come out in order, few are held, what fails is told, and no thread stays. */
class PlanePipelineTest {
    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            boolean ours =
                    thread.getName().equals("denoiser-read") || thread.getName().equals("denoiser-write");
            // its work has ended, and the thread itself is about to
            if (ours) thread.join(10_000);
            assertFalse(ours && thread.isAlive(), thread.getName());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    void planesAreReadWorkedOnAndWrittenInOrder(int count) {
        List<Integer> read = Collections.synchronizedList(new ArrayList<>());
        List<String> written = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Thread caller = Thread.currentThread();
        PlanePipeline<Integer, String> pipeline = new PlanePipeline<>(
                index -> {
                    most.accumulateAndGet(held.incrementAndGet(), Math::max);
                    read.add(index);
                    return 10 * index;
                },
                (index, plane) -> {
                    assertSame(caller, Thread.currentThread());
                    return index + ":" + plane;
                },
                (index, plane) -> {
                    written.add(plane);
                    held.decrementAndGet();
                });
        pipeline.run(count, () -> {});
        assertEquals(IntStream.range(0, count).boxed().collect(Collectors.toList()), read);
        assertEquals(IntStream.range(0, count).mapToObj(i -> i + ":" + 10 * i).collect(Collectors.toList()), written);
        assertTrue(most.get() <= 4, most + " planes were held");
    }

    /** The next plane is read and the last one written while one is worked on: each step waits for the other two. */
    @Test
    void theStepsOverlap() {
        CountDownLatch readAhead = new CountDownLatch(1);
        CountDownLatch worked = new CountDownLatch(1);
        new PlanePipeline<Integer, Integer>(
                        index -> {
                            if (index == 2) readAhead.countDown();
                            return index;
                        },
                        (index, plane) -> {
                            if (index == 1) await(readAhead);
                            if (index == 1) worked.countDown();
                            return plane;
                        },
                        (index, plane) -> {
                            if (index == 0) await(worked);
                        })
                .run(3, () -> {});
        assertEquals(0, worked.getCount());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
    }

    @ParameterizedTest
    @CsvSource({"read, 0", "read, 3", "work, 0", "work, 3", "write, 0", "write, 3", "write, 9"})
    void whatAStepThrowsIsThrownAsItIs(String step, int at) {
        for (Throwable failure : new Throwable[] {new IllegalArgumentException("no"), new OutOfMemoryError("no")}) {
            AtomicInteger written = new AtomicInteger();
            PlanePipeline<Integer, Integer> pipeline = new PlanePipeline<>(
                    index -> failing(step.equals("read") && index == at, failure, index),
                    (index, plane) -> failing(step.equals("work") && index == at, failure, plane),
                    (index, plane) -> {
                        failing(step.equals("write") && index == at, failure, plane);
                        written.incrementAndGet();
                    });
            assertSame(failure, assertThrows(Throwable.class, () -> pipeline.run(10, () -> {})));
            assertTrue(written.get() <= at, written + " were written");
        }
    }

    private static int failing(boolean now, Throwable failure, int value) {
        if (now && failure instanceof Error) throw (Error) failure;
        if (now) throw (RuntimeException) failure;
        return value;
    }

    /** A disk that does not answer does not keep the user from stopping. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitingCanBeStopped(boolean writes) {
        CancellationException stop = new CancellationException("stop");
        CountDownLatch never = new CountDownLatch(1);
        PlanePipeline<Integer, Integer> pipeline = new PlanePipeline<>(
                index -> {
                    if (!writes && index == 1) await(never);
                    return index;
                },
                (index, plane) -> plane,
                (index, plane) -> {
                    if (writes) await(never);
                });
        assertSame(
                stop,
                assertThrows(
                        CancellationException.class,
                        () -> pipeline.run(5, () -> {
                            throw stop;
                        })));
    }

    /** A full disk is told while the next plane is still worked on. */
    @Test
    void theWorkerHearsOfTheWriter() {
        IllegalStateException full = new IllegalStateException("full");
        CountDownLatch failed = new CountDownLatch(1);
        @SuppressWarnings({"unchecked", "rawtypes"})
        PlanePipeline<Integer, Integer>[] pipeline = new PlanePipeline[1];
        boolean[] wentOn = {false};
        pipeline[0] = new PlanePipeline<>(
                index -> index,
                (index, plane) -> {
                    if (index == 0) return plane;
                    await(failed);
                    while (true) pipeline[0].check();
                },
                (index, plane) -> {
                    failed.countDown();
                    wentOn[0] |= index > 0;
                    throw full;
                });
        assertSame(full, assertThrows(IllegalStateException.class, () -> pipeline[0].run(2, () -> {})));
        assertFalse(wentOn[0]);
    }
}
