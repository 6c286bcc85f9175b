package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.EventQueue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventThreadTest {
    @Test
    void workIsDoneByTheEventThreadAndAwaited() {
        List<Boolean> done = new ArrayList<>();
        EventThread.await(() -> done.add(EventQueue.isDispatchThread()));
        assertEquals(List.of(true), done);
    }

    @Test
    void theEventThreadDoesItItself() throws Exception {
        List<Boolean> done = new ArrayList<>();
        EventQueue.invokeAndWait(() -> EventThread.await(() -> done.add(EventQueue.isDispatchThread())));
        assertEquals(List.of(true), done);
    }

    @Test
    void whatItThrowsComesBack() {
        RuntimeException exception = new IllegalArgumentException("wrong");
        assertSame(
                exception,
                assertThrows(
                        RuntimeException.class,
                        () -> EventThread.await(() -> {
                            throw exception;
                        })));
        Error error = new AssertionError("worse");
        assertSame(
                error,
                assertThrows(
                        Error.class,
                        () -> EventThread.await(() -> {
                            throw error;
                        })));
    }

    @Test
    void anInterruptedThreadGoesOnAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        EventThread.await(() -> {});
        assertTrue(Thread.interrupted());
    }
}
