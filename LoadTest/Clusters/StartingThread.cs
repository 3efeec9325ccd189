using System.Collections.Concurrent;
using System.Diagnostics;

namespace Marquee.LoadTest.Clusters;

/// <summary>
/// Starts processes from one thread that lives as long as this process. The kernel counts the thread that started a process as its parent:
/// from a thread of the pool, which comes and goes, the signal of the parent's death would come in the middle of a run.
/// </summary>
internal static class StartingThread
{
    private static readonly BlockingCollection<(Process Process, TaskCompletionSource Started)> Wanted = Begin();

    public static Task StartAsync(Process process)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Wanted.Add((process, started));
        return started.Task;
    }

    private static BlockingCollection<(Process, TaskCompletionSource)> Begin()
    {
        var wanted = new BlockingCollection<(Process Process, TaskCompletionSource Started)>();
        new Thread(() => Serve(wanted)) { IsBackground = true, Name = "starting processes" }.Start();
        return wanted;
    }

    private static void Serve(BlockingCollection<(Process Process, TaskCompletionSource Started)> wanted)
    {
        foreach (var (process, started) in wanted.GetConsumingEnumerable())
        {
            try
            {
                process.Start();
                started.SetResult();
            }
            catch (Exception failure)
            {
                // For whoever waits; this thread has others to serve.
                started.SetException(failure);
            }
        }
    }
}
