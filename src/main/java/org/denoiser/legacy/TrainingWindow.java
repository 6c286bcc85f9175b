package org.denoiser.legacy;

import ij.IJ;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.denoiser.command.TrainingEpoch;
import org.denoiser.command.TrainingObserver;
import org.denoiser.command.TrainingPreview;
import org.denoiser.command.TrainingStart;

/**
 * The window of one training, seen from the thread that trains: it notes what it is told and never waits for the event thread, which
 * looks at the notes a few times a second. Thread-safe.
 */
final class TrainingWindow implements TrainingObserver {
    private static final long PREVIEW_PAUSE = 3_000_000_000L;
    /** Previews shall cost no more than this part of the time, however slow the network. */
    private static final int PREVIEW_SHARE = 20;

    private final boolean stays;
    private final TrainingLog log = new TrainingLog();
    private final AtomicBoolean checkpointWanted = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile boolean cancelled;
    private volatile boolean watched;
    private long previewAsked;
    private long nextPreview;
    /** Of the event thread alone, as all that is below. */
    private TrainingFrame frame;

    private boolean closes;

    /** @param stays whether the window stays open after the training, until the user closes it */
    TrainingWindow(boolean stays) {
        this.stays = stays;
        this.closes = !stays;
    }

    @Override
    public void started(TrainingStart start) {
        log.start(start);
        nextPreview = System.nanoTime();
        // loading the charts takes half a second, for which neither the training nor the event thread shall wait
        Thread opener = new Thread(this::prepare, "Denoiser training window");
        opener.setDaemon(true);
        opener.start();
    }

    private void prepare() {
        try {
            TrainingChart chart = new TrainingChart(TrainingFrame.font());
            // what this loads need not be waited for once the window is open
            chart.picture(log.view(), true, new Dimension(400, 300), 1);
            EventQueue.invokeLater(() -> open(chart));
        } catch (RuntimeException | LinkageError e) {
            IJ.log("The training window cannot be shown (" + e + "). Training goes on; Escape stops it.");
        }
    }

    private void open(TrainingChart chart) {
        if (log.isEnded() && closes) return;
        frame = new TrainingFrame(this, log, chart);
        frame.setVisible(true);
    }

    @Override
    public void step(long step, double loss, double secondsLeft) {
        log.step(step, loss, secondsLeft);
    }

    @Override
    public void measured(String what, long done, long all) {
        log.phase(what + " " + done + " of " + all + " patches");
    }

    @Override
    public void epoch(TrainingEpoch epoch) {
        log.epoch(epoch);
    }

    @Override
    public void preview(TrainingPreview preview) {
        log.pictures(new PatchPictures(preview));
        long now = System.nanoTime();
        nextPreview = now + Math.max(PREVIEW_PAUSE, PREVIEW_SHARE * (now - previewAsked));
    }

    @Override
    public void note(String sentence) {
        log.note(sentence);
    }

    @Override
    public void ended(String sentence) {
        if (sentence != null) log.note(sentence);
        log.end();
        EventQueue.invokeLater(() -> {
            closes |= sentence == null;
            if (frame == null) return;
            if (closes) frame.dispose();
            else frame.ended();
        });
    }

    @Override
    public boolean wantsPreview() {
        previewAsked = System.nanoTime();
        return watched && previewAsked - nextPreview >= 0;
    }

    @Override
    public boolean wantsCheckpoint() {
        return checkpointWanted.getAndSet(false);
    }

    @Override
    public boolean wantsStop() {
        return stopped;
    }

    @Override
    public boolean wantsCancel() {
        return cancelled;
    }

    /** Previews are worth their time while somebody can see them. */
    void setWatched(boolean visible) {
        watched = visible;
    }

    void saveCheckpoint() {
        checkpointWanted.set(true);
    }

    void stop() {
        stopped = true;
        log.note("Training stops, and the best weights are kept ...");
    }

    void cancel() {
        cancelled = true;
        log.note("Training is being cancelled ...");
    }

    /** The window closes once the training has ended. Called by the event thread. */
    void closeAtEnd() {
        closes = true;
    }
}
